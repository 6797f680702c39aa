package dev.guardedtool.store.jdbc;

import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetBalance;
import dev.guardedtool.budget.BudgetKey;
import dev.guardedtool.budget.BudgetReservation;
import dev.guardedtool.budget.BudgetReservation.Share;
import dev.guardedtool.budget.BudgetStore;
import dev.guardedtool.store.StorableText;
import dev.guardedtool.store.StoreException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps budgets in a relational database that any number of processes share. What is taken from several budgets is taken
 * in one transaction of its own, in an order that lets no two wait for each other; each budget is one condition and one
 * change. Time is the database's. Of several budgets that have not enough, any may be told. Every method may throw a
 * {@link StoreException}.
 */
public final class JdbcBudgetStore implements BudgetStore {

    /** For how long an owner who was given up may still say what was spent. */
    private static final Duration LATE = Duration.ofDays(1);

    private static final int RECOVERED = 1_000;

    private final Connections connections;
    private final BudgetSql sql;

    /**
     * A store in the tables of {@code schema-h2.sql} or {@code schema-postgresql.sql}.
     *
     * @param dataSource gives connections that belong to no transaction
     * @param timeout for how long a statement may take
     * @throws UnsupportedDatabaseException if the database is another
     * @throws StoreException if the database does not answer
     */
    public JdbcBudgetStore(DataSource dataSource, Duration timeout) {
        this.connections = new Connections(dataSource, timeout, Clock.systemUTC());
        this.sql = BudgetSql.of(Dialect.of(connections.product()));
    }

    @Override
    public Optional<BudgetBalance> reserve(BudgetReservation reservation) {
        try {
            Optional<BudgetBalance> scarce = take(reservation);
            while (scarce.isPresent() && recovered(BudgetRows.id(scarce.get().key()))) {
                scarce = take(reservation);
            }
            return scarce;
        } catch (StoreException e) {
            if (e.getCause() instanceof SQLException cause && Dialect.duplicate(cause)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<BudgetBalance> take(BudgetReservation reservation) {
        List<Share> shares = new ArrayList<>(reservation.shares());
        shares.sort(Comparator.comparing(share -> BudgetRows.id(share.key())));
        return connections.together(session -> {
            for (Share share : shares) {
                if (!take(session, share, reservation.estimate())) {
                    session.undo();
                    return Optional.of(balance(session, share.key()));
                }
            }
            session.each(sql.hold(), holding(reservation));
            return Optional.empty();
        });
    }

    private boolean take(Session session, Share share, Amount estimate) throws SQLException {
        String id = BudgetRows.id(share.key());
        @Nullable Object[] taking = BudgetRows.taking(id, share, estimate);
        return session.update(sql.take(), taking) > 0
                || (BudgetRows.fits(share.limit(), estimate)
                        && session.insert(sql.open(), BudgetRows.opening(id, share, estimate)) > 0)
                || session.update(sql.take(), taking) > 0;
    }

    private static List<@Nullable Object[]> holding(BudgetReservation reservation) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Share share : reservation.shares()) {
            List<@Nullable Object> row = new ArrayList<>(
                    List.<Object>of(reservation.id(), rows.size(), BudgetRows.id(share.key()), reservation.owner()));
            row.addAll(BudgetRows.figures(reservation.estimate()));
            row.add(share.expires());
            row.add(reservation.lease());
            rows.add(row.toArray());
        }
        return rows;
    }

    @Override
    public List<BudgetBalance> settle(String id, Amount actual) {
        return connections.together(session -> give(session, session.rows(sql.drop(), HeldShare::read, id), actual));
    }

    @Override
    public void release(String id) {
        settle(id, Amount.NONE);
    }

    /**
     * The budgets after that, in the order of the reservation. Not all of its shares may be held: their leases are begun
     * one after the other, and one may have ended just before the next.
     */
    private List<BudgetBalance> give(Session session, List<HeldShare> held, Amount actual) throws SQLException {
        List<HeldShare> shares = new ArrayList<>(held);
        shares.sort(Comparator.comparing(HeldShare::budgetId));
        Map<Integer, BudgetBalance> after = new TreeMap<>();
        for (HeldShare share : shares) {
            after.put(
                    share.position(),
                    session.rows(sql.settle(), BudgetRows::balance, BudgetRows.settling(share, actual))
                            .get(0));
        }
        return List.copyOf(after.values());
    }

    /** {@inheritDoc} What is told of them has no limits. */
    @Override
    public List<BudgetReservation> recover() {
        List<String> ended =
                connections.alone(session -> session.rows(sql.ended(), row -> row.getString("reservation"), RECOVERED));
        List<BudgetReservation> recovered = new ArrayList<>();
        ended.forEach(id -> recover(id).ifPresent(recovered::add));
        return recovered;
    }

    private boolean recovered(String budgetId) {
        List<String> ended = connections.alone(
                session -> session.rows(sql.endedOf(), row -> row.getString("reservation"), budgetId));
        ended.forEach(this::recover);
        return !ended.isEmpty();
    }

    /** Whoever marks the shares first gives them back. */
    private Optional<BudgetReservation> recover(String id) {
        return connections.together(session -> {
            List<HeldShare> held = new ArrayList<>();
            for (HeldShare share : session.rows(sql.lapse(), HeldShare::read, id)) {
                held.add(share.held());
            }
            if (held.isEmpty()) {
                return Optional.empty();
            }
            held.sort(Comparator.comparingInt(HeldShare::position));
            List<BudgetBalance> balances = give(session, held, Amount.NONE);
            List<Share> shares = new ArrayList<>();
            for (int i = 0; i < held.size(); i++) {
                shares.add(new Share(
                        balances.get(i).key(), Amount.UNLIMITED, held.get(i).expires()));
            }
            HeldShare any = held.get(0);
            return Optional.of(new BudgetReservation(id, any.owner(), any.estimate(), shares, Duration.ZERO));
        });
    }

    @Override
    public BudgetBalance balance(BudgetKey key) {
        return connections.alone(session -> balance(session, key));
    }

    private BudgetBalance balance(Session session, BudgetKey key) throws SQLException {
        return session.rows(sql.balance(), BudgetRows::balance, BudgetRows.id(key)).stream()
                .findFirst()
                .orElseGet(() -> new BudgetBalance(key, Amount.NONE, Amount.NONE));
    }

    @Override
    public List<BudgetBalance> balances(String budget, String period, int most) {
        return connections.alone(session -> session.rows(
                sql.balances(), BudgetRows::balance, StorableText.write(budget), StorableText.write(period), most));
    }

    /**
     * Removes budgets whose time is over, and reservations that were given up long ago.
     *
     * @param batch how many to remove in one statement
     * @return how many rows were removed
     */
    public long removeExpired(int batch) {
        return connections.inBatches(batch, sql.removeLapsed(), LATE.negated(), batch)
                + connections.inBatches(batch, sql.removeExpired(), batch);
    }
}
