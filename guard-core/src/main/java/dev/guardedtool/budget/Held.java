package dev.guardedtool.budget;

import java.time.Instant;

/**
 * A reservation that is held under a lease, in the order in which leases end.
 *
 * @param number tells apart what ends at the same time
 * @param ends when the lease ends
 */
record Held(BudgetReservation reservation, long number, Instant ends) implements Comparable<Held> {

    boolean endedAt(Instant now) {
        return !ends.isAfter(now);
    }

    @Override
    public int compareTo(Held other) {
        int compared = ends.compareTo(other.ends);
        return compared != 0 ? compared : Long.compare(number, other.number);
    }
}
