package dev.guardedtool.budget;

import dev.guardedtool.Decision;
import dev.guardedtool.EscalationPacket;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Money;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.BudgetPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Can the run afford this call? Amounts are compared at eight decimal places, so that sums of prices per token do not
 * miss a limit by less than anybody can be charged.
 */
final class BudgetCheck implements GuardCheck {

    private static final int SCALE = 8;

    private final BudgetPolicy policy;
    private final @Nullable BigDecimal limit;
    private final @Nullable BigDecimal warning;

    BudgetCheck(BudgetPolicy policy) {
        this.policy = policy;
        Money max = policy.maxCostPerRun();
        this.limit = max == null ? null : rounded(max.amount());
        this.warning = max == null ? null : rounded(max.amount().multiply(BigDecimal.valueOf(policy.warnAt())));
    }

    @Override
    public int order() {
        return Phase.LIMITS.at(0);
    }

    @Override
    public @Nullable Decision check(CallView call) {
        Spend spend = call.run().state(Spend.STATE);
        Long maxTokens = policy.maxTokensPerRun();
        if (maxTokens != null && spend.tokens() >= maxTokens) {
            return escalate(
                    Explanation.of(GuardReason.TOKEN_BUDGET_EXCEEDED)
                            .figure("tokens", spend.tokens())
                            .figure("limit", maxTokens),
                    "The run used " + spend.tokens() + " of " + maxTokens + " tokens.");
        }
        return limit == null ? null : money(call, spend, limit);
    }

    private @Nullable Decision money(CallView call, Spend spend, BigDecimal most) {
        if (spend.unpriced() && policy.unpriced() == BudgetPolicy.Unpriced.REFUSE) {
            return escalate(
                    Explanation.of(GuardReason.PRICE_UNKNOWN), "The run used a model whose price is not known.");
        }
        Money projected = spend.committed().plus(call.spec().cost());
        BigDecimal rounded = rounded(projected.amount());
        int compared = rounded.compareTo(most);
        if (compared > 0 || (compared == 0 && !policy.reachable())) {
            return escalate(
                    Explanation.of(GuardReason.COST_BUDGET_EXCEEDED)
                            .figure("spent", spend.spent())
                            .figure("projected", projected)
                            .figure("limit", new Money(most)),
                    "The run spent " + spend.spent() + " of " + most.toPlainString()
                            + "; the next call would bring it to " + projected + ".");
        }
        if (warning != null && rounded.compareTo(warning) >= 0 && spend.warn()) {
            RunView run = call.run();
            run.announce(new GuardEvent.BudgetWarning(run.runId(), call.now(), projected, new Money(most)));
        }
        return null;
    }

    private static Decision escalate(Explanation why, String summary) {
        return new Decision.Escalate(
                why,
                new EscalationPacket(
                        "budget", summary, List.of(), List.of(why.reason().code())));
    }

    private static BigDecimal rounded(BigDecimal amount) {
        return amount.scale() <= SCALE ? amount : amount.setScale(SCALE, RoundingMode.HALF_EVEN);
    }
}
