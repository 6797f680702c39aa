package dev.guardedtool.replay;

import dev.guardedtool.Mode;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.SharedBudgets;
import dev.guardedtool.policy.ToolPolicy;
import java.util.HashMap;
import java.util.Map;

/** A policy under which every call runs, whatever is decided, and everything that is decided can be seen. */
final class ReplayPolicy {

    private static final ToolPolicy SHADOW =
            ToolPolicy.builder().mode(Mode.SHADOW).build();

    private ReplayPolicy() {}

    /**
     * Every tool is in shadow mode, those that have a mode of their own as well. The policy itself is not: texts have no
     * effect that could be let happen or not, and a decision on one is only given to the caller in enforcing mode.
     */
    static GuardPolicy of(GuardPolicy policy) {
        Map<ToolName, ToolPolicy> tools = new HashMap<>();
        policy.tools().forEach((tool, said) -> tools.put(tool, shadowed(said)));
        return policy.withMode(Mode.ENFORCE)
                .withBudget(policy.budget().withShared(ofRuns(policy.budget().shared())))
                .withToolDefaults(shadowed(policy.toolDefaults()))
                .withTools(tools);
    }

    /** Recordings carry no times and belong to nobody, so what runs share cannot be judged. */
    private static SharedBudgets ofRuns(SharedBudgets shared) {
        return shared.withLimits(shared.limits().stream()
                .filter(limit -> limit.scope() == BudgetLimit.Scope.RUN)
                .toList());
    }

    /** What is said of a tool, but in shadow mode. */
    static ToolPolicy shadowed(ToolPolicy said) {
        return SHADOW.over(said);
    }
}
