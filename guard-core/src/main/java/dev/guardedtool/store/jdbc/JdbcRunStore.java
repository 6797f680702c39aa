package dev.guardedtool.store.jdbc;

import dev.guardedtool.engine.RunSnapshot;
import dev.guardedtool.engine.RunStore;
import dev.guardedtool.signature.Digests;
import dev.guardedtool.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Keeps snapshots of runs in a relational database that any number of processes share. Each method is one condition and
 * one change at once. Time is the database's. Every method may throw a {@link StoreException}.
 */
public final class JdbcRunStore implements RunStore {

    private final Connections connections;
    private final Duration keep;
    private final String again;
    private final String first;
    private final String find;
    private final String take;
    private final String removeExpired;

    /**
     * A store in the tables of {@code schema-h2.sql} or {@code schema-postgresql.sql}.
     *
     * @param dataSource gives connections that belong to no transaction
     * @param timeout for how long a statement may take
     * @param keep for how long a snapshot is kept
     * @throws UnsupportedDatabaseException if the database is another
     * @throws StoreException if the database does not answer
     */
    public JdbcRunStore(DataSource dataSource, Duration timeout, Duration keep) {
        this.connections = new Connections(dataSource, timeout, Clock.systemUTC());
        this.keep = keep;
        Dialect dialect = Dialect.of(connections.product());
        String kept = " where id = ? and expires_at > " + dialect.now();
        String gone = "expires_at <= " + dialect.now();
        this.again = "update guard_run set snapshot = ?, expires_at = " + dialect.later() + " where id = ?";
        this.first = dialect.unlessThere(
                "insert into guard_run (snapshot, expires_at, id) values (?, " + dialect.later() + ", ?)");
        this.find = "select snapshot from guard_run" + kept;
        this.take = dialect.removed("snapshot", "delete from guard_run" + kept);
        this.removeExpired = "delete from guard_run where " + gone + " and id in (select id from guard_run where "
                + gone + " limit ?)";
    }

    @Override
    public void save(RunSnapshot snapshot) {
        String json = snapshot.toJson();
        String id = Digests.of(snapshot.runId());
        connections.alone(session -> {
            boolean saved = session.update(again, json, keep, id) > 0;
            while (!saved) {
                saved = session.insert(first, json, keep, id) > 0 || session.update(again, json, keep, id) > 0;
            }
            return true;
        });
    }

    @Override
    public Optional<RunSnapshot> find(String runId) {
        return snapshot(find, runId);
    }

    @Override
    public Optional<RunSnapshot> take(String runId) {
        return snapshot(take, runId);
    }

    private Optional<RunSnapshot> snapshot(String sql, String runId) {
        return connections
                .alone(session -> session.rows(sql, row -> row.getString("snapshot"), Digests.of(runId)))
                .stream()
                .findFirst()
                .map(RunSnapshot::fromJson);
    }

    /**
     * Removes snapshots that are kept no longer.
     *
     * @param batch how many to remove in one statement
     * @return how many rows were removed
     */
    public long removeExpired(int batch) {
        return connections.inBatches(batch, removeExpired, batch);
    }
}
