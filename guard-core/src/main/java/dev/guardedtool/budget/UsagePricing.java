package dev.guardedtool.budget;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.Money;
import dev.guardedtool.Usage;
import dev.guardedtool.check.RoundView;
import dev.guardedtool.check.RunView;
import dev.guardedtool.check.UsageListener;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts tokens and what they cost. */
record UsagePricing(BudgetPolicy policy, Prices prices, SpendWarning warning) implements UsageListener {

    private static final Logger log = LoggerFactory.getLogger(UsagePricing.class);

    @Override
    public void onUsage(RunView run, Usage usage) {
        Spend spend = run.state(Spend.STATE);
        Prices.Priced price = prices.of(usage, run);
        Money cost = price.cost();
        boolean priced = price.known();
        boolean told = policy.unpriced() != Unpriced.IGNORE;
        spend.use(usage.inputTokens(), usage.outputTokens(), cost);
        if (!priced && spend.foundUnpriced() && told && policy.maxCostPerRun() != null) {
            log.warn(
                    "The price of what the model '{}' used is unknown ({}): it counts as nothing against the budget of"
                            + " the run. Set guard.prices or guard.budget.unpriced=refuse.",
                    usage.model(),
                    usage.reported() ? "the model has no price" : "the model reports no usage");
        }
        if (!usage.reported() && spend.foundUnreported() && told && policy.maxTokensPerRun() != null) {
            log.warn(
                    "The model '{}' does not report its tokens: they count as none against the budget of the run. Set"
                            + " guard.budget.unpriced=refuse to have such runs refused.",
                    usage.model());
        }
        warning.after(run, spend);
        run.announce(new GuardEvent.UsageCounted(run.runId(), run.now(), usage, cost, priced));
    }

    @Override
    public void onRound(RoundView round, Usage usage) {
        RoundReservation.giveBack(round);
        onUsage(round.run(), usage);
    }

    @Override
    public void onCost(RunView run, String name, Money cost) {
        Spend spend = run.state(Spend.STATE);
        spend.spend(cost);
        warning.after(run, spend);
    }
}
