package dev.guardedtool.budget;

import dev.guardedtool.Decision;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import org.jspecify.annotations.Nullable;

/** Can the run afford this call? */
record BudgetCheck(RunLimits limits) implements GuardCheck {

    @Override
    public int order() {
        return Phase.LIMITS.at(0);
    }

    @Override
    public @Nullable Decision check(CallView call) {
        return limits.objection(call.run().state(Spend.STATE), call.spec().cost(), 0);
    }
}
