package dev.guardedtool.budget;

import java.util.List;
import java.util.Optional;

/**
 * Keeps what is spent and set aside. Every method is atomic over all budgets it touches, implementations are thread-safe,
 * and the time is the store's own. A budget that has to be remembered is never evicted: a full store refuses new ones.
 * The store tells reservations apart by their id, so that settling or releasing twice changes nothing the second time.
 */
public interface BudgetStore {

    /**
     * Sets the estimate aside in all budgets of the reservation, or changes nothing. A budget takes it if something was
     * left and the limit is not passed by it; its number of calls matters to reservations of calls only. Leases that
     * ended do not stand in the way.
     *
     * @return empty if it was set aside, else the first budget that has not enough
     * @throws BudgetStoreFullException if nothing more can be remembered
     */
    Optional<BudgetBalance> reserve(BudgetReservation reservation);

    /**
     * Turns what was set aside into what was spent, which may be more. What was spent after the lease ended is counted as
     * well.
     *
     * @return the budgets after that, in the order of the reservation; empty if the reservation is not known any more
     */
    List<BudgetBalance> settle(String id, Amount actual);

    /** Gives back what was set aside: nothing was spent. Does nothing if the reservation is not known any more. */
    void release(String id);

    /**
     * Gives back what is set aside under leases that ended, because whoever held it is gone. Each is given back once.
     *
     * @return the reservations that were given back now, each told by one caller only
     */
    List<BudgetReservation> recover();

    /** How that budget stands; nothing is spent of one that is not known. */
    BudgetBalance balance(BudgetKey key);

    /**
     * Budgets of that limit in that period, for people to look at. Those of which most was spent come first; a store that
     * cannot tell has none.
     *
     * @param most how many at most
     */
    default List<BudgetBalance> balances(String budget, String period, int most) {
        return List.of();
    }
}
