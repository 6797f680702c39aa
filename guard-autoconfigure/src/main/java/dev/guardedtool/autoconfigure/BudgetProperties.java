package dev.guardedtool.autoconfigure;

import static dev.guardedtool.autoconfigure.Said.money;
import static dev.guardedtool.autoconfigure.Said.or;
import static dev.guardedtool.autoconfigure.Said.orNull;

import dev.guardedtool.Money;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.BudgetLimit.Scope;
import dev.guardedtool.policy.BudgetLimit.Window;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.policy.SharedBudgets;
import dev.guardedtool.policy.SharedBudgets.Unavailable;
import dev.guardedtool.policy.TokenPrice;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a run may spend.
 *
 * @param maxCostPerRun How much money one run may spend. Any amount by default.
 * @param maxTokensPerRun How many tokens one run may use, input and output together. Any number by default.
 * @param warnAt Share of the money at which a warning is due, 0 to 1.
 * @param callCost What a call costs where its tool says nothing.
 * @param reachable Whether exactly the limit may be spent. Otherwise reaching it is too much.
 * @param unpriced What becomes of usage whose price is unknown.
 * @param limits What several runs may spend together, or one run beyond the limits above, by the name of the limit.
 * @param lease How long a call or a model may take before what it set aside is given back.
 * @param sessionTtl How long a conversation without a window is remembered after it last spent anything.
 * @param outputTokens How many tokens a model is expected to write where the request does not limit them.
 * @param gateway A service elsewhere that is asked before money is spent.
 * @param maxEntries How many budgets are remembered in memory. A full store refuses.
 */
public record BudgetProperties(
        @Nullable BigDecimal maxCostPerRun,
        @Nullable Long maxTokensPerRun,
        @Nullable Double warnAt,
        @Nullable BigDecimal callCost,
        @Nullable Boolean reachable,
        @Nullable Unpriced unpriced,
        @DefaultValue Map<String, Limit> limits,
        @Nullable Duration lease,
        @Nullable Duration sessionTtl,
        @Nullable Integer outputTokens,
        @DefaultValue Gateway gateway,
        @Nullable Integer maxEntries) {

    BudgetPolicy over(BudgetPolicy base, Map<String, Price> prices) {
        return new BudgetPolicy(
                orNull(money(maxCostPerRun), base.maxCostPerRun()),
                orNull(maxTokensPerRun, base.maxTokensPerRun()),
                or(warnAt, base.warnAt()),
                or(money(callCost), base.callCost()),
                or(reachable, base.reachable()),
                or(unpriced, base.unpriced()),
                prices(prices, base.prices()),
                shared(base.shared()));
    }

    private SharedBudgets shared(SharedBudgets base) {
        List<BudgetLimit> all = new ArrayList<>(base.limits());
        limits.forEach((name, limit) -> all.add(limit.named(name)));
        return new SharedBudgets(
                all,
                or(lease, base.lease()),
                or(sessionTtl, base.sessionTtl()),
                or(outputTokens, base.outputTokens()),
                or(gateway.unavailable(), base.gatewayUnavailable()),
                or(maxEntries, base.maxEntries()));
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
     * @param changes What the price becomes later.
     */
    public record Price(
            @Nullable BigDecimal input,
            @Nullable BigDecimal output,
            @Nullable BigDecimal cachedInput,
            @DefaultValue List<Change> changes) {

        TokenPrice tokens(String place) {
            if (input == null || output == null) {
                throw new InvalidPolicyException(place, "needs input and output");
            }
            return Said.at(
                    place,
                    () -> new TokenPrice(
                            new Money(input),
                            new Money(output),
                            money(cachedInput),
                            changes.stream()
                                    .map(change -> change.change(place + ".changes"))
                                    .toList()));
        }
    }

    /**
     * What one holder may spend.
     *
     * @param scope Whose spending is counted together.
     * @param window When the count begins anew.
     * @param zone Time zone in which a day begins.
     * @param maxCost How much money may be spent. Any amount by default.
     * @param maxTokens How many tokens may be used, input and output together. Any number by default.
     * @param maxCalls How many calls of tools there may be. Any number by default.
     * @param maxDuration How long calls and models may take together. Any time by default.
     * @param warnAt Share of each of them at which a warning is due, 0 to 1.
     */
    public record Limit(
            @Nullable Scope scope,
            @DefaultValue("none") Window window,
            @DefaultValue("UTC") ZoneId zone,
            @Nullable BigDecimal maxCost,
            @Nullable Long maxTokens,
            @Nullable Long maxCalls,
            @Nullable Duration maxDuration,
            @DefaultValue("0.8") double warnAt) {

        BudgetLimit named(String name) {
            if (scope == null) {
                throw new InvalidPolicyException(
                        "budget.limits." + name, "does not say whose spending is counted; set scope");
            }
            return new BudgetLimit(name, scope, window, zone, money(maxCost), maxTokens, maxCalls, maxDuration, warnAt);
        }
    }

    /**
     * A service elsewhere that is asked before money is spent.
     *
     * @param url Address under which the gateway has reserve and settle. No gateway is asked by default.
     * @param apiKey Token that the gateway knows the application by.
     * @param timeout How long all attempts to reserve may take together.
     * @param attempts How often the gateway is asked before it counts as unavailable.
     * @param unavailable What becomes of calls and of questions to models when the gateway gives no answer.
     * @param journal File that remembers what the gateway still has to be told when the application ends. Nothing is
     *     remembered by default.
     * @param maxPending How many calls the gateway may not know of yet before further ones are refused.
     */
    public record Gateway(
            @Nullable URI url,
            @Nullable String apiKey,
            @DefaultValue("3s") Duration timeout,
            @DefaultValue("2") int attempts,
            @Nullable Unavailable unavailable,
            @Nullable String journal,
            @DefaultValue("10000") int maxPending) {

        public Gateway {
            if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofHours(1)) > 0) {
                throw new InvalidPolicyException(
                        "budget.gateway.timeout", "must be more than 0 and at most an hour, was " + timeout);
            }
            if (attempts < 1 || attempts > 10) {
                throw new InvalidPolicyException(
                        "budget.gateway.attempts", "must be between 1 and 10, was " + attempts);
            }
            if (maxPending < 1) {
                throw new InvalidPolicyException("budget.gateway.max-pending", "must be at least 1, was " + maxPending);
            }
        }

        /** Never the token. */
        @Override
        public String toString() {
            return "Gateway[url=" + url + "]";
        }
    }

    /**
     * What a model's tokens cost later, per million.
     *
     * @param validFrom When the price begins to hold, as in 2027-01-01T00:00:00Z.
     * @param input Price of a million tokens read.
     * @param output Price of a million tokens written.
     * @param cachedInput Price of a million tokens read from the provider's cache. That of other input by default.
     */
    public record Change(
            @Nullable Instant validFrom,
            @Nullable BigDecimal input,
            @Nullable BigDecimal output,
            @Nullable BigDecimal cachedInput) {

        TokenPrice.Change change(String place) {
            if (validFrom == null || input == null || output == null) {
                throw new InvalidPolicyException(place, "need valid-from, input and output");
            }
            return new TokenPrice.Change(
                    validFrom, new TokenPrice(new Money(input), new Money(output), money(cachedInput)));
        }
    }
}
