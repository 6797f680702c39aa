package dev.guardedtool.engine;

import dev.guardedtool.check.Claim;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the checks took for one call, the last claim first.
 *
 * @param before the claims that were made before
 */
record HeldClaims(Claim claim, @Nullable HeldClaims before) {

    private static final Logger log = LoggerFactory.getLogger(HeldClaims.class);

    /** Gives all of them back; one that fails does not keep the others. */
    static void release(@Nullable HeldClaims held) {
        each(held, Claim::release);
    }

    /** Gives all of them up; one that fails does not keep the others. */
    static void abandon(@Nullable HeldClaims held) {
        each(held, Claim::abandon);
    }

    private static void each(@Nullable HeldClaims held, Consumer<Claim> end) {
        for (HeldClaims next = held; next != null; next = next.before) {
            try {
                end.accept(next.claim);
            } catch (Throwable failure) {
                Failure.rethrowFatal(failure);
                log.warn("A claim could not be given back; it stays until its lease ends", failure);
            }
        }
    }
}
