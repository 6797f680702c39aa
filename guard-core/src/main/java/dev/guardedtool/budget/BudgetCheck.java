package dev.guardedtool.budget;

import dev.guardedtool.Decision;
import dev.guardedtool.EscalationPacket;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Money;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Can the run afford this call? */
final class BudgetCheck implements GuardCheck {

    private final BudgetPolicy policy;
    private final @Nullable BigDecimal limit;

    BudgetCheck(BudgetPolicy policy) {
        this.policy = policy;
        Money max = policy.maxCostPerRun();
        this.limit = max == null ? null : BudgetScale.of(max.amount());
    }

    @Override
    public int order() {
        return Phase.LIMITS.at(0);
    }

    @Override
    public @Nullable Decision check(CallView call) {
        Spend spend = call.run().state(Spend.STATE);
        Long maxTokens = policy.maxTokensPerRun();
        if (policy.unpriced() == Unpriced.REFUSE && incalculable(spend, maxTokens)) {
            return escalate(
                    Explanation.of(GuardReason.PRICE_UNKNOWN), "It is not known what the run has spent on models.");
        }
        if (maxTokens != null && spend.tokens() >= maxTokens) {
            return escalate(
                    Explanation.of(GuardReason.TOKEN_BUDGET_EXCEEDED)
                            .figure("tokens", spend.tokens())
                            .figure("limit", maxTokens),
                    "The run used " + spend.tokens() + " of " + maxTokens + " tokens.");
        }
        return limit == null ? null : money(call, spend, limit);
    }

    private boolean incalculable(Spend spend, @Nullable Long maxTokens) {
        return (limit != null && spend.unpriced()) || (maxTokens != null && spend.unreported());
    }

    private @Nullable Decision money(CallView call, Spend spend, BigDecimal most) {
        Money projected = spend.committed().plus(call.spec().cost());
        int compared = BudgetScale.of(projected.amount()).compareTo(most);
        if (compared > 0 || (compared == 0 && !policy.reachable())) {
            return escalate(
                    Explanation.of(GuardReason.COST_BUDGET_EXCEEDED)
                            .figure("spent", spend.spent())
                            .figure("projected", projected)
                            .figure("limit", new Money(most)),
                    "The run spent " + spend.spent() + " of " + most.toPlainString()
                            + "; the next call would bring it to " + projected + ".");
        }
        return null;
    }

    private static Decision escalate(Explanation why, String summary) {
        return new Decision.Escalate(
                why,
                new EscalationPacket(
                        "budget", summary, List.of(), List.of(why.reason().code())));
    }
}
