package dev.guardedtool.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The same amount to be set aside in several budgets, in all of them or in none.
 *
 * @param id names this reservation among all there ever are
 * @param owner who holds it, so that it can be told whose it was
 * @param estimate what to set aside
 * @param shares the budgets, no two with the same key
 * @param lease for how long it is held without being settled
 */
public record BudgetReservation(String id, String owner, Amount estimate, List<Share> shares, Duration lease) {

    public BudgetReservation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(estimate, "estimate");
        Objects.requireNonNull(lease, "lease");
        shares = List.copyOf(shares);
    }

    /**
     * One of the budgets.
     *
     * @param key the budget
     * @param limit what it allows, {@link Amount#UNLIMITED} where it only counts
     * @param expires until when it has to be remembered, or null for ever
     */
    public record Share(
            BudgetKey key, Amount limit, @Nullable Instant expires) {

        public Share {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(limit, "limit");
        }
    }
}
