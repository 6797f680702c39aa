package dev.guardedtool.budget;

import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.Reservation;
import dev.guardedtool.check.RoundCheck;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.RunView;
import dev.guardedtool.check.UsageListener;
import dev.guardedtool.policy.BudgetPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds a run to its money and its tokens: what a call costs is set aside before it runs and settled afterwards. */
public final class BudgetModule implements GuardModule {

    private final BudgetPolicy policy;
    private final SpendWarning warning;
    private final RunLimits limits;
    private final Budgets budgets;

    /**
     * Limits of runs, and of what they share.
     *
     * @param store keeps what runs share
     * @param owner in whose name this process holds what it sets aside; no other process has the same
     */
    public BudgetModule(BudgetPolicy policy, BudgetStore store, String owner) {
        this.policy = policy;
        this.warning = new SpendWarning(policy);
        this.limits = new RunLimits(policy);
        this.budgets = new Budgets(policy.shared(), store, owner);
    }

    @Override
    public String name() {
        return "budget";
    }

    @Override
    public List<GuardCheck> checks() {
        List<GuardCheck> checks = new ArrayList<>();
        if (!limits.none()) {
            checks.add(new BudgetCheck(limits));
        }
        if (!budgets.none()) {
            checks.add(new SharedBudgetCheck(budgets));
        }
        return checks;
    }

    @Override
    public List<Reservation> reservations() {
        return List.of(new CostReservation());
    }

    @Override
    public List<OutcomeListener> outcomeListeners() {
        OutcomeListener settlement = new CostSettlement(warning);
        return budgets.none() ? List.of(settlement) : List.of(settlement, new CallCharge(budgets));
    }

    @Override
    public List<RoundCheck> roundChecks() {
        List<RoundCheck> checks = new ArrayList<>();
        if (!limits.none()) {
            checks.add(new RoundReservation(policy, limits));
        }
        if (!budgets.none()) {
            checks.add(new SharedRoundCheck(policy, budgets));
        }
        return checks;
    }

    @Override
    public List<UsageListener> usageListeners() {
        UsageListener pricing = new UsagePricing(policy, warning);
        return budgets.none() ? List.of(pricing) : List.of(pricing, new SharedUsage(policy, budgets));
    }

    @Override
    public List<RunState<?>> states() {
        return budgets.none() ? List.of(Spend.STATE) : List.of(Spend.STATE, RunBudgets.STATE, OpenScopes.STATE);
    }

    @Override
    public Map<String, Object> report(RunView run) {
        return run.state(Spend.STATE).report(policy.maxCostPerRun());
    }
}
