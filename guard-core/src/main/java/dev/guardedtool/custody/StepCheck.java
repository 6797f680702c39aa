package dev.guardedtool.custody;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.ToolName;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.EffectStatus;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.Phase;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Did the tools succeed that have to be called before? */
record StepCheck() implements GuardCheck, OutcomeListener {

    @Override
    public int order() {
        return Phase.ACCESS.at(320);
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public boolean concerns(CallView call) {
        return !call.spec().custody().requiresCalls().isEmpty();
    }

    @Override
    public @Nullable Decision check(CallView call) {
        List<ToolName> missing =
                call.run().state(Steps.STATE).missing(call.spec().custody().requiresCalls());
        return missing.isEmpty()
                ? null
                : Decision.block(Explanation.of(GuardReason.MISSING_STEP)
                        .detail(missing.stream().map(ToolName::value).collect(Collectors.joining(", "))));
    }

    @Override
    public void onOutcome(CallView call, Outcome outcome) {
        if (outcome.result().ok() && outcome.effect() != EffectStatus.DID_NOT_HAPPEN) {
            call.run().state(Steps.STATE).succeeded(call.tool());
        }
    }
}
