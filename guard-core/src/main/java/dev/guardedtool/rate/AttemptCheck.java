package dev.guardedtool.rate;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the run tried the tool as often as it may? A call that passes counts at once, and no longer if it is refused later.
 *
 * @param shared counts the attempts; null to have each run count its own
 */
record AttemptCheck(@Nullable AttemptStore shared) implements GuardCheck {

    private static final Logger log = LoggerFactory.getLogger(AttemptCheck.class);

    @Override
    public int order() {
        return Phase.LIMITS.at(200);
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public boolean concerns(CallView call) {
        return call.spec().limits().maxAttempts() != null;
    }

    @Override
    public @Nullable Decision check(CallView call) {
        int limit = Objects.requireNonNull(call.spec().limits().maxAttempts(), "maxAttempts");
        AttemptStore store = shared != null ? shared : call.run().state(RunAttempts.STATE);
        String runId = call.run().runId();
        Attempts attempts;
        try {
            attempts = store.increment(runId, call.tool(), limit);
        } catch (StoreFullException e) {
            log.warn("A call of {} was refused: {}", call.tool(), e.getMessage());
            return Decision.block(Explanation.of(GuardReason.LIMIT_STORE_FULL));
        } catch (RuntimeException e) {
            log.warn("The attempts of a call of {} could not be asked", call.tool(), e);
            return call.passesErrors()
                    ? null
                    : Decision.block(
                            Explanation.of(GuardReason.LIMIT_STORE_UNAVAILABLE).retryable(null));
        }
        if (attempts.granted()) {
            call.hold(new AttemptClaim(store, runId, call.tool()));
            return null;
        }
        return Decision.block(Explanation.of(GuardReason.MAX_ATTEMPTS)
                .figure("used", attempts.used())
                .figure("limit", limit));
    }
}
