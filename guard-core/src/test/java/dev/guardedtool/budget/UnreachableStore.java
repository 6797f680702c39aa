package dev.guardedtool.budget;

import java.util.List;
import java.util.Optional;

/** A store that cannot be reached. */
final class UnreachableStore implements BudgetStore {

    /** Whether it fails only afterwards. */
    boolean reserves;

    @Override
    public Optional<BudgetBalance> reserve(BudgetReservation reservation) {
        if (reserves) {
            return Optional.empty();
        }
        throw unreachable();
    }

    @Override
    public List<BudgetBalance> settle(String id, Amount actual) {
        throw unreachable();
    }

    @Override
    public void release(String id) {
        throw unreachable();
    }

    @Override
    public List<BudgetReservation> recover() {
        throw unreachable();
    }

    @Override
    public BudgetBalance balance(BudgetKey key) {
        throw unreachable();
    }

    private static IllegalStateException unreachable() {
        return new IllegalStateException("unreachable");
    }
}
