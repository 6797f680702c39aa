package dev.guardedtool.budget;

import dev.guardedtool.check.RunView;

/** Shows tests how the limits stand that a run keeps by itself. */
public final class RunBudgetLook {

    private RunBudgetLook() {}

    /** What open calls set aside of that limit. */
    public static Amount reserved(RunView run, String limit) {
        return run.state(RunBudgets.STATE)
                .store()
                .balance(new BudgetKey(limit, "", ""))
                .reserved();
    }
}
