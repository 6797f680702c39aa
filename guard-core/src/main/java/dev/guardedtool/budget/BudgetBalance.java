package dev.guardedtool.budget;

/**
 * How a budget stands.
 *
 * @param key the budget
 * @param used what was spent
 * @param reserved what is set aside
 */
public record BudgetBalance(BudgetKey key, Amount used, Amount reserved) {

    /** What was spent and what is set aside. */
    public Amount committed() {
        return used.plus(reserved);
    }
}
