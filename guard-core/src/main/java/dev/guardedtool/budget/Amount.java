package dev.guardedtool.budget;

import dev.guardedtool.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * So much of everything that a budget counts, in whole numbers. Sums that are too large for a number stay at the largest
 * one.
 *
 * @param micros money, in millionths of the budget's currency
 * @param tokens tokens of models, input and output together
 * @param calls calls of tools
 * @param millis time that calls and models took, in milliseconds
 */
public record Amount(long micros, long tokens, long calls, long millis) {

    /** Nothing. */
    public static final Amount NONE = new Amount(0, 0, 0, 0);

    /** A limit that limits nothing. Each of its numbers stands for any number. */
    public static final Amount UNLIMITED = new Amount(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    private static final int PLACES = 6;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    public Amount {
        if (micros < 0 || tokens < 0 || calls < 0 || millis < 0) {
            throw new IllegalArgumentException("an amount must not be negative");
        }
    }

    /** Millionths of that much money, a begun one counting in full. */
    public static long micros(Money money) {
        BigDecimal exact = money.amount().movePointRight(PLACES);
        return exact.compareTo(MOST) >= 0
                ? Long.MAX_VALUE
                : exact.setScale(0, RoundingMode.CEILING).longValueExact();
    }

    /** The money. */
    public Money money() {
        return new Money(BigDecimal.valueOf(micros, PLACES));
    }

    /** The time. */
    public Duration time() {
        return Duration.ofMillis(millis);
    }

    /** Both together. */
    public Amount plus(Amount other) {
        return new Amount(
                sum(micros, other.micros),
                sum(tokens, other.tokens),
                sum(calls, other.calls),
                sum(millis, other.millis));
    }

    /** What is left after taking the other away, nothing where there was less. */
    public Amount minus(Amount other) {
        return new Amount(
                Math.max(0, micros - other.micros),
                Math.max(0, tokens - other.tokens),
                Math.max(0, calls - other.calls),
                Math.max(0, millis - other.millis));
    }

    /** Whether it is nothing at all. */
    public boolean isNone() {
        return equals(NONE);
    }

    private static long sum(long one, long other) {
        return one + Math.min(other, Long.MAX_VALUE - one);
    }
}
