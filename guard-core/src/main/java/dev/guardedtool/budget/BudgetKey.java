package dev.guardedtool.budget;

import java.util.Objects;

/**
 * Names one budget of one holder in one period. No two holders have the same text, whatever they are called.
 *
 * @param budget the name of the limit
 * @param holder whose budget it is
 * @param period the period, such as {@code 2026-11}; empty where there is none
 */
public record BudgetKey(String budget, String holder, String period) {

    public BudgetKey {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(period, "period");
    }
}
