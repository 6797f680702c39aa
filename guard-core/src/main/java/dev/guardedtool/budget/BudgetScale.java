package dev.guardedtool.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Amounts are compared at eight decimal places, so that sums of prices per token do not miss a limit by less than anybody
 * can be charged.
 */
final class BudgetScale {

    private static final int PLACES = 8;

    private BudgetScale() {}

    static BigDecimal of(BigDecimal amount) {
        return amount.scale() <= PLACES ? amount : amount.setScale(PLACES, RoundingMode.HALF_EVEN);
    }
}
