package dev.guardedtool.store.redis;

import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetBalance;
import dev.guardedtool.budget.BudgetKey;
import dev.guardedtool.budget.BudgetReservation;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.store.StoreBreaker;
import dev.guardedtool.store.StoreException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Keeps budgets in Redis, which any number of processes share. Each method is one script but for {@link #balances}, which
 * goes through all budgets piece by piece. Time is the server's. What is counted is exact up to 2<sup>53</sup>; more is as
 * good as endless. Every method may throw a {@link StoreException}.
 */
public final class RedisBudgetStore implements BudgetStore {

    private static final String COMMON = "budget";
    private static final Script RESERVE = Script.of(Script.TIME, COMMON, "budget-reserve");
    private static final Script SETTLE = Script.of(Script.TIME, COMMON, "budget-settle");
    private static final Script RECOVER = Script.of(Script.TIME, COMMON, "budget-recover");
    private static final Script BALANCE = Script.of(Script.TIME, COMMON, "budget-balance");
    private static final Script SCAN = Script.of(Script.TIME, COMMON, "budget-scan");

    private static final String BEGIN = "0";

    private static final Comparator<BudgetBalance> MOST_SPENT_FIRST = Comparator.comparing(
            BudgetBalance::committed,
            Comparator.<Amount>comparingLong(amount -> amount.micros())
                    .thenComparingLong(Amount::tokens)
                    .thenComparingLong(Amount::calls)
                    .thenComparingLong(Amount::millis)
                    .reversed());

    private final Scripts scripts;
    private final List<String> keys;

    /**
     * A store in the keys that begin with that prefix.
     *
     * @param prefix without braces, the same for all instances of an application
     */
    public RedisBudgetStore(ScriptExecutor executor, String prefix) {
        this.scripts = new Scripts(executor, new StoreBreaker("guard-redis-budgets", Clock.systemUTC()));
        this.keys = keys(prefix);
    }

    static List<String> keys(String prefix) {
        String slot = "{" + prefix + ":budgets}:";
        return List.of(
                slot + "budgets", slot + "expiry", slot + "held", slot + "leases", slot + "lapsed", slot + "late");
    }

    @Override
    public Optional<BudgetBalance> reserve(BudgetReservation reservation) {
        List<byte[]> said = scripts.run(RESERVE, keys, BudgetValues.reserving(reservation));
        if (said.isEmpty()) {
            return Optional.empty();
        }
        BudgetKey scarce =
                reservation.shares().get((int) Scripts.number(said.get(0))).key();
        return Optional.of(BudgetValues.balance(scarce, said.subList(1, said.size())));
    }

    @Override
    public List<BudgetBalance> settle(String id, Amount actual) {
        List<Object> arguments = new ArrayList<>(List.of(id));
        arguments.addAll(BudgetValues.figures(actual));
        return balances(scripts.run(SETTLE, keys, arguments.toArray()));
    }

    private static List<BudgetBalance> balances(List<byte[]> said) {
        List<BudgetBalance> balances = new ArrayList<>();
        for (int from = 0; from < said.size(); from += 1 + BudgetValues.FIGURES) {
            balances.add(BudgetValues.balance(
                    BudgetValues.key(said.get(from)), said.subList(from + 1, from + 1 + BudgetValues.FIGURES)));
        }
        return balances;
    }

    @Override
    public void release(String id) {
        settle(id, Amount.NONE);
    }

    /** {@inheritDoc} What is told of them has no limits. */
    @Override
    public List<BudgetReservation> recover() {
        List<BudgetReservation> recovered = new ArrayList<>();
        List<BudgetReservation> next;
        do {
            next = BudgetValues.reservations(scripts.run(RECOVER, keys));
            recovered.addAll(next);
        } while (!next.isEmpty());
        return recovered;
    }

    @Override
    public BudgetBalance balance(BudgetKey key) {
        return BudgetValues.balance(key, scripts.run(BALANCE, keys, BudgetValues.id(key)));
    }

    @Override
    public List<BudgetBalance> balances(String budget, String period, int most) {
        List<BudgetBalance> found = new ArrayList<>();
        String from = BEGIN;
        do {
            List<byte[]> said = scripts.run(SCAN, keys, from);
            balances(said.subList(1, said.size())).stream()
                    .filter(balance -> balance.key().budget().equals(budget)
                            && balance.key().period().equals(period))
                    .forEach(found::add);
            from = Scripts.text(said.get(0));
        } while (!from.equals(BEGIN));
        return found.stream().distinct().sorted(MOST_SPENT_FIRST).limit(most).toList();
    }
}
