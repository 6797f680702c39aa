package dev.guardedtool;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An exact amount in the budget's currency, which the guard does not need to know.
 *
 * @param amount the amount; its scale carries no meaning
 */
public record Money(BigDecimal amount) implements Comparable<Money> {

    /** No money. */
    public static final Money ZERO = new Money(BigDecimal.ZERO);

    public Money {
        Objects.requireNonNull(amount, "amount");
    }

    /**
     * Reads a decimal such as {@code 1.00}.
     *
     * @throws NumberFormatException if the text is not a decimal number
     */
    public static Money of(String decimal) {
        return new Money(new BigDecimal(decimal));
    }

    /** The sum of both amounts. */
    public Money plus(Money other) {
        return other.isZero() ? this : isZero() ? other : new Money(amount.add(other.amount));
    }

    /** This amount less the other. */
    public Money minus(Money other) {
        return other.isZero() ? this : new Money(amount.subtract(other.amount));
    }

    /** Whether the amount is exactly nothing. */
    public boolean isZero() {
        return amount.signum() == 0;
    }

    /** Whether the amount is less than nothing. */
    public boolean isNegative() {
        return amount.signum() < 0;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(other.amount);
    }

    /** Equal amounts are equal whatever their scale. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Money money && amount.compareTo(money.amount) == 0;
    }

    @Override
    public int hashCode() {
        return amount.stripTrailingZeros().hashCode();
    }

    @Override
    public String toString() {
        return amount.toPlainString();
    }
}
