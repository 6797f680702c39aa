package dev.guardedtool.budget;

import dev.guardedtool.budget.BudgetReservation.Share;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Budgets of one process, in memory. A restart forgets them; use a shared store where that matters. */
public final class InMemoryBudgetStore implements BudgetStore {

    private static final Comparator<BudgetBalance> MOST_SPENT_FIRST = Comparator.comparing(
                    BudgetBalance::committed,
                    Comparator.<Amount>comparingLong(amount -> amount.micros())
                            .thenComparingLong(Amount::tokens)
                            .thenComparingLong(Amount::calls)
                            .thenComparingLong(Amount::millis)
                            .reversed())
            .thenComparing(balance -> balance.key().holder());

    private final int maxEntries;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Accounts accounts;
    private final Map<String, Held> held = new HashMap<>();
    private final TreeSet<Held> leases = new TreeSet<>();
    private final Map<String, BudgetReservation> lapsed = new LinkedHashMap<>();
    private long number;

    /**
     * An empty store.
     *
     * @param maxEntries how many budgets, and how many reservations, it remembers
     * @param clock tells when a lease ends and when a budget is forgotten
     */
    public InMemoryBudgetStore(int maxEntries, Clock clock) {
        this.maxEntries = maxEntries;
        this.clock = clock;
        this.accounts = new Accounts(maxEntries);
    }

    @Override
    public Optional<BudgetBalance> reserve(BudgetReservation reservation) {
        lock.lock();
        try {
            Instant now = clock.instant();
            accounts.forget(now);
            BudgetBalance shortage = accounts.shortage(reservation.shares(), reservation.estimate());
            if (shortage != null && !lapse(now).isEmpty()) {
                shortage = accounts.shortage(reservation.shares(), reservation.estimate());
            }
            if (shortage != null || held.containsKey(reservation.id())) {
                return Optional.ofNullable(shortage);
            }
            hold(reservation, now);
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private void hold(BudgetReservation reservation, Instant now) {
        if (held.size() >= maxEntries) {
            lapse(now);
            if (held.size() >= maxEntries) {
                throw new BudgetStoreFullException(held.size());
            }
        }
        Held taken = new Held(reservation, number++, end(now, reservation));
        held.put(reservation.id(), taken);
        leases.add(taken);
        accounts.reserve(reservation.shares(), reservation.estimate());
    }

    private static Instant end(Instant now, BudgetReservation reservation) {
        try {
            return now.plus(reservation.lease());
        } catch (DateTimeException | ArithmeticException e) {
            return Instant.MAX;
        }
    }

    @Override
    public List<BudgetBalance> settle(String id, Amount actual) {
        lock.lock();
        try {
            BudgetReservation known = takeBack(id);
            if (known == null) {
                known = lapsed.remove(id);
            }
            return known == null ? List.of() : accounts.spend(known.shares(), actual);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(String id) {
        lock.lock();
        try {
            takeBack(id);
            lapsed.remove(id);
        } finally {
            lock.unlock();
        }
    }

    /** The reservation, no longer held and nothing of it set aside; null if it was not held. */
    private @Nullable BudgetReservation takeBack(String id) {
        Held known = held.remove(id);
        if (known == null) {
            return null;
        }
        leases.remove(known);
        accounts.release(known.reservation().shares(), known.reservation().estimate());
        return known.reservation();
    }

    @Override
    public List<BudgetReservation> recover() {
        lock.lock();
        try {
            Instant now = clock.instant();
            List<BudgetReservation> recovered = lapse(now);
            accounts.forget(now);
            return recovered;
        } finally {
            lock.unlock();
        }
    }

    private List<BudgetReservation> lapse(Instant now) {
        List<BudgetReservation> recovered = new ArrayList<>();
        while (!leases.isEmpty() && leases.first().endedAt(now)) {
            BudgetReservation known = takeBack(leases.first().reservation().id());
            if (known != null) {
                recovered.add(known);
                lapsed.put(known.id(), known);
            }
        }
        for (Iterator<String> oldest = lapsed.keySet().iterator(); lapsed.size() > maxEntries; ) {
            oldest.next();
            oldest.remove();
        }
        return recovered;
    }

    @Override
    public BudgetBalance balance(BudgetKey key) {
        lock.lock();
        try {
            Account known = accounts.find(key);
            return known == null ? new Account().balance(key) : known.balance(key);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<BudgetBalance> balances(String budget, String period, int most) {
        List<BudgetBalance> found;
        lock.lock();
        try {
            found = accounts.of(budget, period);
        } finally {
            lock.unlock();
        }
        return found.stream().sorted(MOST_SPENT_FIRST).limit(most).toList();
    }

    /** Puts back what was used before, of a budget that nobody touched yet. */
    void restore(BudgetKey key, Amount used) {
        lock.lock();
        try {
            accounts.spend(List.of(new Share(key, Amount.UNLIMITED, null)), used);
        } finally {
            lock.unlock();
        }
    }

    /** How many budgets and reservations are remembered. */
    int size() {
        lock.lock();
        try {
            return accounts.size() + held.size() + lapsed.size();
        } finally {
            lock.unlock();
        }
    }
}
