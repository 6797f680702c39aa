package dev.guardedtool.budget;

import dev.guardedtool.Money;
import dev.guardedtool.Usage;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.TokenPrice;
import java.util.Optional;

/**
 * What usage costs.
 *
 * @param cost the cost, nothing where it is unknown
 * @param known whether it is known
 */
record Pricing(Money cost, boolean known) {

    static Pricing of(BudgetPolicy policy, Usage usage) {
        if (usage.cost() != null) {
            return new Pricing(usage.cost(), true);
        }
        Optional<TokenPrice> price = policy.prices().priceOf(usage.model());
        return new Pricing(price.map(p -> p.of(usage)).orElse(Money.ZERO), usage.reported() && price.isPresent());
    }
}
