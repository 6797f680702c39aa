package dev.guardedtool.store.jdbc;

import dev.guardedtool.ToolName;
import dev.guardedtool.rate.AttemptStore;
import dev.guardedtool.rate.Attempts;
import dev.guardedtool.signature.Digests;
import dev.guardedtool.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/**
 * Counts attempts in a relational database that any number of processes share. Each method is one condition and one change
 * at once. Every method may throw a {@link StoreException}.
 */
public final class JdbcAttemptStore implements AttemptStore {

    private final Connections connections;
    private final Duration keep;
    private final String again;
    private final String first;
    private final String giveBack;
    private final String removeExpired;

    /**
     * A store in the tables of {@code schema-h2.sql} or {@code schema-postgresql.sql}.
     *
     * @param dataSource gives connections that belong to no transaction
     * @param timeout for how long a statement may take
     * @param keep for how long after its last attempt a run may go on
     * @throws UnsupportedDatabaseException if the database is another
     * @throws StoreException if the database does not answer
     */
    public JdbcAttemptStore(DataSource dataSource, Duration timeout, Duration keep) {
        this.connections = new Connections(dataSource, timeout, Clock.systemUTC());
        this.keep = keep;
        Dialect dialect = Dialect.of(connections.product());
        String answer = "granted, refused, passed";
        String gone = "expires_at <= " + dialect.now();
        this.again = dialect.changed(
                answer,
                "update guard_attempt set passed = granted < ?, granted = case when granted < ? then granted + 1 else"
                        + " granted end, refused = case when granted < ? then refused else least(refused, 2147483646)"
                        + " + 1 end, expires_at = " + dialect.later() + " where id = ?");
        this.first = dialect.unlessThere("insert into guard_attempt (id, granted, refused, passed, expires_at) values"
                + " (?, 0, 0, true, " + dialect.later() + ")");
        this.giveBack = "update guard_attempt set granted = granted - 1 where id = ? and granted > 0";
        this.removeExpired = "delete from guard_attempt where " + gone
                + " and id in (select id from guard_attempt where " + gone + " limit ?)";
    }

    @Override
    public Attempts increment(String runId, ToolName tool, int limit) {
        String id = Digests.of(runId, tool.value());
        return connections.alone(session -> {
            while (true) {
                List<Attempts> counted = session.rows(again, JdbcAttemptStore::attempts, limit, limit, limit, keep, id);
                if (!counted.isEmpty()) {
                    return counted.get(0);
                }
                session.insert(first, id, keep);
            }
        });
    }

    private static Attempts attempts(ResultSet row) throws SQLException {
        long used = row.getLong("granted") + row.getLong("refused");
        return new Attempts(row.getBoolean("passed"), (int) Math.min(Integer.MAX_VALUE, used));
    }

    @Override
    public void decrement(String runId, ToolName tool) {
        connections.alone(session -> session.update(giveBack, Digests.of(runId, tool.value())));
    }

    /**
     * Removes the attempts of runs that do not go on any more.
     *
     * @param batch how many to remove in one statement
     * @return how many rows were removed
     */
    public long removeExpired(int batch) {
        return connections.inBatches(batch, removeExpired, batch);
    }
}
