package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Did this very call, whatever its effect, fail in the same way every time, with no successful write in between?
 *
 * @param occurrence which occurrence is the first that is not run
 */
record SameFailureCheck(int occurrence) implements GuardCheck {

    @Override
    public int order() {
        return Phase.LOOPS.at(0);
    }

    @Override
    public @Nullable Decision check(CallView call) {
        LoopState state = LoopState.of(call);
        KnownCall known = state.known(call);
        if (known == null || known.ok()) {
            return null;
        }
        int failures = known.alike(state.calls().world());
        if (failures < Math.max(1, occurrence - 1)) {
            return null;
        }
        return Decision.rewrite(Explanation.of(GuardReason.SAME_FAILURE)
                .detail(known.errorClass())
                .figure("count", failures));
    }
}
