package dev.guardedtool.budget;

import dev.guardedtool.Money;
import dev.guardedtool.Usage;
import dev.guardedtool.check.RoundView;
import dev.guardedtool.check.RunView;
import dev.guardedtool.check.UsageListener;
import dev.guardedtool.policy.BudgetPolicy;

/** Counts what models and other services cost against the budgets of their run. */
record SharedUsage(BudgetPolicy policy, Budgets budgets) implements UsageListener {

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public void onUsage(RunView run, Usage usage) {
        budgets.charge(run, amount(policy, usage), run.now());
    }

    @Override
    public void onRound(RoundView round, Usage usage) {
        BudgetClaim claim = round.kept(BudgetClaim.class);
        Amount used = amount(policy, usage);
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

    static Amount amount(BudgetPolicy policy, Usage usage) {
        Money cost = Pricing.of(policy, usage).cost();
        long tokens = usage.inputTokens() + Math.min(usage.outputTokens(), Long.MAX_VALUE - usage.inputTokens());
        return new Amount(Amount.micros(cost), tokens, 0, 0);
    }
}
