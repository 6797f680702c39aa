package dev.guardedtool.engine;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardTimeoutException;
import dev.guardedtool.Mode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What it means that a call took longer than its tool may. */
record Overtime(Core core, OpenCall call) {

    /** How long the call may take before its caller is told that the time is up; null for as long as it likes. */
    static @Nullable Duration limit(OpenCall call) {
        return call.spec().mode() == Mode.ENFORCE ? call.spec().limits().timeout() : null;
    }

    GuardTimeoutException exception(Duration limit) {
        Decision told = explained(limit);
        return new GuardTimeoutException(told.text(), call.tool(), limit);
    }

    /** What would have been said of a call that may take its time, where it took too long; null where it did not. */
    @Nullable
    Decision wouldHave() {
        Duration limit = call.spec().limits().timeout();
        if (limit == null || call.spec().mode() == Mode.ENFORCE) {
            return null;
        }
        Duration taken = Duration.between(call.now(), call.run().now());
        return taken.compareTo(limit) > 0 ? explained(limit) : null;
    }

    private Decision explained(Duration limit) {
        boolean read = call.effect() == Effect.READ;
        Explanation why = Explanation.of(read ? GuardReason.TOOL_TIMEOUT : GuardReason.EFFECT_TIMEOUT)
                .detail(inWords(limit))
                .figure("timeout_ms", limit.toMillis());
        return new Admission(core, call.run()).explained(call, Decision.block(read ? why.retryable(null) : why));
    }

    private static String inWords(Duration limit) {
        boolean whole = limit.toMillis() % 1_000 == 0;
        return whole ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
