package dev.guardedtool.effect;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import org.jspecify.annotations.Nullable;

/** Did the tool cause as many effects as a run allows? Asking counts as an attempt. */
record EffectLimitCheck(int limit) implements GuardCheck {

    @Override
    public int order() {
        return Phase.LIMITS.at(150);
    }

    @Override
    public @Nullable Decision check(CallView call) {
        if (!call.effect().changes()) {
            return null;
        }
        EffectCounts counts = call.run().state(EffectCounts.STATE);
        counts.attempt(call.tool());
        return judge(call, counts);
    }

    @Override
    public @Nullable Decision checkAgain(CallView call) {
        return call.effect().changes() ? judge(call, call.run().state(EffectCounts.STATE)) : null;
    }

    private @Nullable Decision judge(CallView call, EffectCounts counts) {
        int executed = counts.executed(call.tool());
        return executed < limit
                ? null
                : Decision.block(Explanation.of(GuardReason.SIDE_EFFECT_LIMIT_EXCEEDED)
                        .figure("executed", executed)
                        .figure("limit", limit));
    }
}
