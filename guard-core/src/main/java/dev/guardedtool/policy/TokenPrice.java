package dev.guardedtool.policy;

import dev.guardedtool.Money;
import dev.guardedtool.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost, per million.
 *
 * @param input tokens read
 * @param output tokens written
 * @param cachedInput tokens read from the provider's cache, or null for the price of input
 * @param changes what the price becomes later, in any order
 */
public record TokenPrice(
        Money input, Money output, @Nullable Money cachedInput, List<Change> changes) {

    private static final int MILLION = 6;

    public TokenPrice {
        if (input.isNegative() || output.isNegative() || (cachedInput != null && cachedInput.isNegative())) {
            throw new InvalidPolicyException("prices", "a price must not be negative");
        }
        changes =
                changes.stream().sorted(Comparator.comparing(Change::validFrom)).toList();
        for (int i = 1; i < changes.size(); i++) {
            if (changes.get(i).validFrom().equals(changes.get(i - 1).validFrom())) {
                throw new InvalidPolicyException(
                        "prices", "two prices are valid from " + changes.get(i).validFrom());
            }
        }
    }

    /** A price that stays. */
    public TokenPrice(Money input, Money output, @Nullable Money cachedInput) {
        this(input, output, cachedInput, List.of());
    }

    /**
     * A change of the price.
     *
     * @param validFrom the first instant at which it holds
     * @param price the price from then on; its own changes are not looked at
     */
    public record Change(Instant validFrom, TokenPrice price) {

        public Change {
            Objects.requireNonNull(validFrom, "validFrom");
            Objects.requireNonNull(price, "price");
        }
    }

    /** The price that holds at that time. */
    public TokenPrice at(Instant time) {
        TokenPrice holds = this;
        for (Change change : changes) {
            if (!change.validFrom().isAfter(time)) {
                holds = change.price();
            }
        }
        return holds;
    }

    /** The exact price of that usage. */
    public Money of(Usage usage) {
        long fresh = usage.inputTokens() - usage.cachedInputTokens();
        Money cached = cachedInput == null ? input : cachedInput;
        BigDecimal sum = times(input, fresh)
                .add(times(cached, usage.cachedInputTokens()))
                .add(times(output, usage.outputTokens()));
        return new Money(sum.movePointLeft(MILLION));
    }

    private static BigDecimal times(Money price, long tokens) {
        return price.amount().multiply(BigDecimal.valueOf(tokens));
    }
}
