package dev.guardedtool.budget;

import dev.guardedtool.Decision;
import dev.guardedtool.Money;
import dev.guardedtool.check.RoundCheck;
import dev.guardedtool.check.RoundView;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import org.jspecify.annotations.Nullable;

/** Can the run afford that question to a model? What it is expected to cost is set aside while the model answers. */
record RoundReservation(BudgetPolicy policy, Prices prices, RunLimits limits) implements RoundCheck {

    /**
     * What is set aside in the run for one round.
     *
     * @param cost the money
     * @param tokens the tokens
     */
    record Taken(Money cost, long tokens) {}

    @Override
    public @Nullable Decision open(RoundView round) {
        Spend spend = round.run().state(Spend.STATE);
        Prices.Priced price = prices.of(round.expected(), round.run());
        if (policy.unpriced() == Unpriced.REFUSE && policy.maxCostPerRun() != null && !price.known()) {
            return Escalations.priceUnknown(round.expected().model());
        }
        Taken taken = new Taken(
                price.cost(), prices.amount(round.expected(), round.run()).tokens());
        Decision objection = limits.objection(spend, taken.cost(), taken.tokens());
        if (objection == null) {
            spend.reserve(taken.cost(), taken.tokens());
            round.keep(taken);
        }
        return objection;
    }

    @Override
    public void release(RoundView round) {
        giveBack(round);
    }

    static void giveBack(RoundView round) {
        Taken taken = round.kept(Taken.class);
        if (taken != null) {
            round.run().state(Spend.STATE).release(taken.cost(), taken.tokens());
        }
    }
}
