package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.policy.LoopPolicy.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Did this very call, whatever its effect, fail in the same way every time, with no successful write in between? Where
 * nothing at all has succeeded in between, fewer failures are enough.
 */
record SameFailureCheck(Failures policy) implements GuardCheck {

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
        boolean refused = reached(policy.sameFailure(), failures)
                || (reached(policy.unchangedFailure(), failures)
                        && hopeless(call, known, state.calls().world()));
        if (!refused) {
            return null;
        }
        return Decision.rewrite(Explanation.of(GuardReason.SAME_FAILURE)
                .detail(known.errorClass())
                .figure("count", failures));
    }

    private static boolean reached(int occurrence, int failures) {
        return occurrence > 0 && failures >= Math.max(1, occurrence - 1);
    }

    /** Whether the next attempt meets what the last one met. */
    private boolean hopeless(CallView call, KnownCall known, World world) {
        return known.undisturbed(world)
                && call.spec().repeats().cache()
                && !policy.transientErrors().contains(known.errorClass());
    }
}
