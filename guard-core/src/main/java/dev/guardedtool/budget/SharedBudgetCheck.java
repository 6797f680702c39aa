package dev.guardedtool.budget;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Is there enough in every budget that the call counts against? What it is expected to spend is set aside at once. */
record SharedBudgetCheck(Budgets budgets) implements GuardCheck {

    private static final Logger log = LoggerFactory.getLogger(SharedBudgetCheck.class);

    @Override
    public int order() {
        return Phase.LIMITS.at(20);
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public @Nullable Decision check(CallView call) {
        BudgetAnswer answer;
        try {
            answer = budgets.take(call.run(), CallCharge.expected(call), call.now());
        } catch (RuntimeException e) {
            if (call.passesErrors()) {
                log.warn("The budgets of a call of {} could not be asked", call.tool(), e);
                return null;
            }
            log.warn("A call of {} was refused, since its budgets could not be asked", call.tool(), e);
            return Decision.block(
                    Explanation.of(GuardReason.BUDGET_STORE_UNAVAILABLE).retryable(null));
        }
        if (answer instanceof BudgetClaim claim) {
            call.hold(claim);
            return null;
        }
        return ((Shortage) answer).decision();
    }
}
