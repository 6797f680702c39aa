package dev.guardedtool.budget;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.RoundCheck;
import dev.guardedtool.check.RoundView;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import dev.guardedtool.policy.OnError;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Is there enough in every budget that a question to a model counts against? */
record SharedRoundCheck(BudgetPolicy policy, Prices prices, Budgets budgets) implements RoundCheck {

    private static final Logger log = LoggerFactory.getLogger(SharedRoundCheck.class);

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public @Nullable Decision open(RoundView round) {
        if (policy.unpriced() == Unpriced.REFUSE
                && budgets.limitCost()
                && !prices.of(round.expected(), round.run()).known()) {
            return Escalations.priceUnknown(round.expected().model());
        }
        BudgetAnswer answer;
        try {
            answer = budgets.take(round.run(), prices.amount(round.expected(), round.run()), round.began());
        } catch (RuntimeException e) {
            log.warn("A model was not asked, since the budgets could not be", e);
            return round.run().policy().onError() == OnError.ALLOW
                    ? null
                    : Decision.block(
                            Explanation.of(GuardReason.BUDGET_STORE_UNAVAILABLE).retryable(null));
        }
        if (answer instanceof BudgetClaim claim) {
            round.keep(claim);
            return null;
        }
        return ((Shortage) answer).decision();
    }

    @Override
    public void release(RoundView round) {
        BudgetClaim claim = round.kept(BudgetClaim.class);
        if (claim != null) {
            claim.release();
        }
    }
}
