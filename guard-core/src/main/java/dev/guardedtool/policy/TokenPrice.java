package dev.guardedtool.policy;

import dev.guardedtool.Money;
import dev.guardedtool.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost, per million.
 *
 * @param input tokens read
 * @param output tokens written
 * @param cachedInput tokens read from the provider's cache, or null for the price of input
 */
public record TokenPrice(
        Money input, Money output, @Nullable Money cachedInput) {

    private static final int MILLION = 6;

    public TokenPrice {
        if (input.isNegative() || output.isNegative() || (cachedInput != null && cachedInput.isNegative())) {
            throw new InvalidPolicyException("prices", "a price must not be negative");
        }
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
