package dev.guardedtool.budget;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Money;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What one run may spend. */
final class RunLimits {

    private final BudgetPolicy policy;
    private final @Nullable BigDecimal limit;

    RunLimits(BudgetPolicy policy) {
        this.policy = policy;
        Money max = policy.maxCostPerRun();
        this.limit = max == null ? null : BudgetScale.of(max.amount());
    }

    boolean none() {
        return limit == null && policy.maxTokensPerRun() == null;
    }

    /** The objection to spending that much more, or null. */
    @Nullable
    Decision objection(Spend spend, Money cost, long tokens) {
        Long maxTokens = policy.maxTokensPerRun();
        if (policy.unpriced() == Unpriced.REFUSE && incalculable(spend, maxTokens)) {
            return Escalations.of(
                    Explanation.of(GuardReason.PRICE_UNKNOWN), "It is not known what the run has spent on models.");
        }
        if (maxTokens != null && passes(spend.committedTokens(), tokens, maxTokens)) {
            return Escalations.of(
                    Explanation.of(GuardReason.TOKEN_BUDGET_EXCEEDED)
                            .figure("tokens", spend.tokens())
                            .figure("limit", maxTokens),
                    "The run used " + spend.tokens() + " of " + maxTokens + " tokens.");
        }
        return limit == null ? null : money(spend, cost, limit);
    }

    /** Nothing is left, or less than is needed. */
    private static boolean passes(long committed, long more, long most) {
        return committed >= most || more > most - committed;
    }

    private boolean incalculable(Spend spend, @Nullable Long maxTokens) {
        return (limit != null && spend.unpriced()) || (maxTokens != null && spend.unreported());
    }

    private @Nullable Decision money(Spend spend, Money cost, BigDecimal most) {
        Money projected = spend.committed().plus(cost);
        int compared = BudgetScale.of(projected.amount()).compareTo(most);
        if (compared > 0 || (compared == 0 && !policy.reachable())) {
            return Escalations.of(
                    Explanation.of(GuardReason.COST_BUDGET_EXCEEDED)
                            .figure("spent", spend.spent())
                            .figure("projected", projected)
                            .figure("limit", new Money(most)),
                    "The run spent " + spend.spent() + " of " + most.toPlainString()
                            + "; the next call would bring it to " + projected + ".");
        }
        return null;
    }
}
