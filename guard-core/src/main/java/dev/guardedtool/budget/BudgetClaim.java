package dev.guardedtool.budget;

import dev.guardedtool.check.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a call or a round set aside.
 *
 * @param budgets where it is kept
 * @param parts the reservations, each in its store
 * @param estimate what was set aside
 * @param since when it was
 */
record BudgetClaim(Budgets budgets, List<Part> parts, Amount estimate, Instant since) implements Claim, BudgetAnswer {

    /**
     * A reservation in one store.
     *
     * @param limits the limits in the order of the reservation
     */
    record Part(BudgetStore store, String id, List<Limit> limits) {}

    @Override
    public void release() {
        parts.forEach(part -> part.store().release(part.id()));
    }

    /** Nobody says what was spent; what was expected is the best guess. */
    @Override
    public void abandon() {
        parts.forEach(part -> part.store().settle(part.id(), estimate));
    }

    Duration lasted(Instant now) {
        return Duration.between(since, now);
    }
}
