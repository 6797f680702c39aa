package dev.guardedtool.autoconfigure;

import static dev.guardedtool.autoconfigure.Said.money;
import static dev.guardedtool.autoconfigure.Said.or;
import static dev.guardedtool.autoconfigure.Said.orNull;

import dev.guardedtool.Money;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.policy.TokenPrice;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run may spend.
 *
 * @param maxCostPerRun How much money one run may spend. Any amount by default.
 * @param maxTokensPerRun How many tokens one run may use, input and output together. Any number by default.
 * @param warnAt Share of the money at which a warning is due, 0 to 1.
 * @param callCost What a call costs where its tool says nothing.
 * @param reachable Whether exactly the limit may be spent. Otherwise reaching it is too much.
 * @param unpriced What becomes of usage whose price is unknown.
 */
public record BudgetProperties(
        @Nullable BigDecimal maxCostPerRun,
        @Nullable Long maxTokensPerRun,
        @Nullable Double warnAt,
        @Nullable BigDecimal callCost,
        @Nullable Boolean reachable,
        @Nullable Unpriced unpriced) {

    BudgetPolicy over(BudgetPolicy base, Map<String, Price> prices) {
        return new BudgetPolicy(
                orNull(money(maxCostPerRun), base.maxCostPerRun()),
                orNull(maxTokensPerRun, base.maxTokensPerRun()),
                or(warnAt, base.warnAt()),
                or(money(callCost), base.callCost()),
                or(reachable, base.reachable()),
                or(unpriced, base.unpriced()),
                prices(prices, base.prices()));
    }

    private static PriceList prices(Map<String, Price> said, PriceList base) {
        Map<String, TokenPrice> prices = new LinkedHashMap<>(base.prices());
        said.forEach((model, price) -> prices.put(model, price.tokens("prices." + model)));
        return new PriceList(prices);
    }

    /**
     * What a model's tokens cost, per million.
     *
     * @param input Price of a million tokens read.
     * @param output Price of a million tokens written.
     * @param cachedInput Price of a million tokens read from the provider's cache. That of other input by default.
     */
    public record Price(
            @Nullable BigDecimal input,
            @Nullable BigDecimal output,
            @Nullable BigDecimal cachedInput) {

        TokenPrice tokens(String place) {
            if (input == null || output == null) {
                throw new InvalidPolicyException(place, "needs input and output");
            }
            return Said.at(place, () -> new TokenPrice(new Money(input), new Money(output), money(cachedInput)));
        }
    }
}
