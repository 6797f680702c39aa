package dev.guardedtool.budget;

import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.Reservation;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.RunView;
import dev.guardedtool.check.UsageListener;
import dev.guardedtool.policy.BudgetPolicy;
import java.util.List;
import java.util.Map;

/** Holds a run to its money and its tokens: what a call costs is set aside before it runs and settled afterwards. */
public final class BudgetModule implements GuardModule {

    private final BudgetPolicy policy;
    private final SpendWarning warning;

    /** The limits. */
    public BudgetModule(BudgetPolicy policy) {
        this.policy = policy;
        this.warning = new SpendWarning(policy);
    }

    @Override
    public String name() {
        return "budget";
    }

    @Override
    public List<GuardCheck> checks() {
        return policy.maxCostPerRun() == null && policy.maxTokensPerRun() == null
                ? List.of()
                : List.of(new BudgetCheck(policy));
    }

    @Override
    public List<Reservation> reservations() {
        return List.of(new CostReservation());
    }

    @Override
    public List<OutcomeListener> outcomeListeners() {
        return List.of(new CostSettlement(warning));
    }

    @Override
    public List<UsageListener> usageListeners() {
        return List.of(new UsagePricing(policy, warning));
    }

    @Override
    public List<RunState<?>> states() {
        return List.of(Spend.STATE);
    }

    @Override
    public Map<String, Object> report(RunView run) {
        return run.state(Spend.STATE).report(policy.maxCostPerRun());
    }
}
