package dev.guardedtool.budget;

import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.Heartbeat;
import dev.guardedtool.check.Level;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.Reservation;
import dev.guardedtool.check.RoundCheck;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.RunView;
import dev.guardedtool.check.UsageListener;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.Tariff;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds a run to its money and its tokens: what a call costs is set aside before it runs and settled afterwards. */
public final class BudgetModule implements GuardModule {

    private final BudgetPolicy policy;
    private final Prices prices;
    private final BudgetStore store;
    private final Clock clock;
    private final SpendWarning warning;
    private final RunLimits limits;
    private final Budgets budgets;

    /**
     * Limits of runs, and of what they share.
     *
     * @param tariff what models cost
     * @param store keeps what runs share
     * @param owner in whose name this process holds what it sets aside; no other process has the same
     * @param clock tells in which day and month it is
     */
    public BudgetModule(BudgetPolicy policy, Tariff tariff, BudgetStore store, String owner, Clock clock) {
        this.policy = policy;
        this.prices = new Prices(tariff);
        this.store = store;
        this.clock = clock;
        this.warning = new SpendWarning(policy);
        this.limits = new RunLimits(policy);
        this.budgets = new Budgets(policy.shared(), store, owner, Heartbeat.daemon("guard-budgets"));
    }

    @Override
    public String name() {
        return "budget";
    }

    @Override
    public void closed() {
        budgets.close();
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
            checks.add(new RoundReservation(policy, prices, limits));
        }
        if (!budgets.none()) {
            checks.add(new SharedRoundCheck(policy, prices, budgets));
        }
        return checks;
    }

    @Override
    public List<UsageListener> usageListeners() {
        UsageListener pricing = new UsagePricing(policy, prices, warning);
        return budgets.none() ? List.of(pricing) : List.of(pricing, new SharedUsage(prices, budgets));
    }

    @Override
    public List<RunState<?>> states() {
        return budgets.none() ? List.of(Spend.STATE) : List.of(Spend.STATE, RunBudgets.STATE, OpenScopes.STATE);
    }

    @Override
    public Map<String, Object> standing() {
        return Standing.of(budgets.limits(), store, clock.instant());
    }

    @Override
    public List<Level> levels() {
        return Levels.of(budgets.limits(), store, clock);
    }

    @Override
    public Map<String, Object> report(RunView run) {
        Map<String, Object> report = run.state(Spend.STATE).report(policy.maxCostPerRun());
        Map<String, Object> limited =
                budgets.none() ? Map.of() : run.state(RunBudgets.STATE).report();
        if (!limited.isEmpty()) {
            report.put("limits", limited);
        }
        return report;
    }
}
