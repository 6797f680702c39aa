package dev.guardedtool.policy;

import dev.guardedtool.Money;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a run may spend.
 *
 * @param maxCostPerRun the money, or null for any amount
 * @param maxTokensPerRun the tokens, input and output together, or null for any number
 * @param warnAt the share of the money at which a warning is due, 0 to 1
 * @param callCost what a call costs where its tool says nothing
 * @param reachable whether exactly the limit may be spent; otherwise reaching it is too much
 * @param unpriced what becomes of usage whose price is unknown
 * @param prices the prices of models
 * @param shared what may be spent beyond one run
 */
public record BudgetPolicy(
        @Nullable Money maxCostPerRun,
        @Nullable Long maxTokensPerRun,
        double warnAt,
        Money callCost,
        boolean reachable,
        Unpriced unpriced,
        PriceList prices,
        SharedBudgets shared) {

    public BudgetPolicy {
        if (maxCostPerRun != null && (maxCostPerRun.isNegative() || maxCostPerRun.isZero())) {
            throw new InvalidPolicyException("budget.max-cost-per-run", "must be more than 0, was " + maxCostPerRun);
        }
        if (maxTokensPerRun != null && maxTokensPerRun < 1) {
            throw new InvalidPolicyException("budget.max-tokens-per-run", "must be at least 1, was " + maxTokensPerRun);
        }
        Limits.share("budget.warn-at", warnAt);
        if (callCost.isNegative()) {
            throw new InvalidPolicyException("budget.call-cost", "must not be negative, was " + callCost);
        }
        Objects.requireNonNull(unpriced, "unpriced");
        Objects.requireNonNull(prices, "prices");
        Objects.requireNonNull(shared, "shared");
    }

    /** Limits of single runs. */
    public BudgetPolicy(
            @Nullable Money maxCostPerRun,
            @Nullable Long maxTokensPerRun,
            double warnAt,
            Money callCost,
            boolean reachable,
            Unpriced unpriced,
            PriceList prices) {
        this(maxCostPerRun, maxTokensPerRun, warnAt, callCost, reachable, unpriced, prices, SharedBudgets.none());
    }

    /** The same with those limits beyond one run. */
    public BudgetPolicy withShared(SharedBudgets newShared) {
        return new BudgetPolicy(
                maxCostPerRun, maxTokensPerRun, warnAt, callCost, reachable, unpriced, prices, newShared);
    }

    /** Whether anything is limited. */
    public boolean limited() {
        return maxCostPerRun != null
                || maxTokensPerRun != null
                || !shared.limits().isEmpty();
    }

    /** No limit, calls cost nothing, unknown prices warn. */
    public static BudgetPolicy defaults() {
        return new BudgetPolicy(null, null, 0.8, Money.ZERO, true, Unpriced.WARN, PriceList.empty());
    }

    /** No limit, each call four hundredths, one price for every model. */
    public static BudgetPolicy reference() {
        return new BudgetPolicy(
                null,
                null,
                0.8,
                Money.of("0.04"),
                false,
                Unpriced.WARN,
                PriceList.of("*", new TokenPrice(Money.of("3"), Money.of("15"), null)));
    }

    /** What becomes of usage whose price is unknown. */
    public enum Unpriced {

        /** It counts as nothing, and nobody is told. */
        IGNORE,

        /** It counts as nothing and is reported. */
        WARN,

        /** The next call is refused, where money is limited. */
        REFUSE
    }
}
