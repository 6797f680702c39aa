package dev.guardedtool.budget;

import dev.guardedtool.Money;
import dev.guardedtool.Usage;
import dev.guardedtool.check.RoundView;
import dev.guardedtool.check.RunView;
import dev.guardedtool.check.UsageListener;

/** Counts what models and other services cost against the budgets of their run. */
record SharedUsage(Prices prices, Budgets budgets) implements UsageListener {

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public void onUsage(RunView run, Usage usage) {
        budgets.charge(run, prices.amount(usage, run), run.now());
    }

    @Override
    public void onRound(RoundView round, Usage usage) {
        BudgetClaim claim = round.kept(BudgetClaim.class);
        Amount used = prices.amount(usage, round.run());
        if (claim == null) {
            budgets.charge(round.run(), used, round.run().now());
        } else {
            long millis = Math.max(0, claim.lasted(round.run().now()).toMillis());
            budgets.settle(round.run(), claim, used.plus(new Amount(0, 0, 0, millis)));
        }
    }

    @Override
    public void onCost(RunView run, String name, Money cost) {
        budgets.charge(run, new Amount(Amount.micros(cost), 0, 0, 0), run.now());
    }
}
