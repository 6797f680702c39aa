package dev.guardedtool.store.jdbc;

import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.store.AnswerCipher;
import dev.guardedtool.store.Changes;
import dev.guardedtool.store.EffectIds;
import dev.guardedtool.store.StorableText;
import dev.guardedtool.store.StoreException;
import dev.guardedtool.store.StoredAnswers;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Remembers effects in a relational database that any number of processes share. Each method is one statement on a
 * connection of its own that commits at once, whatever transaction the caller is in. Time is the database's. Every method
 * may throw a {@link StoreException}.
 */
public final class JdbcEffectLedger implements EffectLedger, AutoCloseable {

    private final Connections connections;
    private final Duration lease;
    private final EffectRows rows;
    private final EffectSql sql;
    private final EffectChanges changes;

    /**
     * A ledger in the tables of {@code schema-h2.sql} or {@code schema-postgresql.sql}.
     *
     * @param dataSource gives connections that belong to no transaction
     * @param lease for how long an owner that is not heard of counts as alive
     * @param timeout for how long a statement may take, as far as the driver can tell; waiting for a connection is up to
     *     the data source
     * @param cipher encrypts what tools answered; null keeps nothing of it but whether they succeeded
     * @throws UnsupportedDatabaseException if the database is another
     * @throws StoreException if the database does not answer
     */
    public JdbcEffectLedger(DataSource dataSource, Duration lease, Duration timeout, @Nullable AnswerCipher cipher) {
        this(dataSource, lease, timeout, cipher, null);
    }

    /**
     * A ledger whose waiting duplicates hear at once of what other processes did, where the database is PostgreSQL.
     *
     * @param dataSource gives connections that belong to no transaction
     * @param lease for how long an owner that is not heard of counts as alive
     * @param timeout for how long a statement may take
     * @param cipher encrypts what tools answered; null keeps nothing of it but whether they succeeded
     * @param listening gives the one connection that is listened on while somebody waits, and a minute longer; not of the
     *     pool, which may have only one. Null if nothing is to be heard: who waits looks from time to time in any case.
     * @throws UnsupportedDatabaseException if the database is another
     * @throws StoreException if the database does not answer
     */
    public JdbcEffectLedger(
            DataSource dataSource,
            Duration lease,
            Duration timeout,
            @Nullable AnswerCipher cipher,
            @Nullable DataSource listening) {
        this(dataSource, lease, timeout, cipher, listening, new Changes(), Clock.systemUTC());
    }

    JdbcEffectLedger(
            DataSource dataSource,
            Duration lease,
            Duration timeout,
            @Nullable AnswerCipher cipher,
            @Nullable DataSource listening,
            Changes changes,
            Clock clock) {
        this.connections = new Connections(dataSource, timeout, clock);
        this.lease = lease;
        this.rows = new EffectRows(new StoredAnswers(cipher));
        Dialect dialect = Dialect.of(connections.product());
        this.sql = EffectSql.of(dialect);
        this.changes = new EffectChanges(changes, connections, sql.await(), dialect.notifies() ? listening : null);
    }

    /** Whether the database answered when it was last asked; it is asked again when the ledger is. */
    public boolean answering() {
        return connections.answering();
    }

    /**
     * Removes effects whose time is up, until there are none. They are forgotten in any case; this makes room.
     *
     * @param batch how many to remove in one statement
     * @return how many were removed
     */
    public long removeExpired(int batch) {
        return connections.inBatches(batch, sql.removeExpired(), batch)
                + connections.inBatches(batch, sql.removeUndone(), batch);
    }

    @Override
    public Duration lease() {
        return lease;
    }

    @Override
    public Optional<EffectRecord> reserve(EffectKey key, Fingerprint arguments, String callId, String owner) {
        String id = EffectIds.of(key);
        while (true) {
            if (insert(id, key, arguments, callId, owner)) {
                return Optional.empty();
            }
            Optional<EffectRecord> known = find(id);
            if (known.isPresent()) {
                return known;
            }
            if (takeOver(id, arguments, callId, owner)) {
                return Optional.empty();
            }
        }
    }

    private boolean insert(String id, EffectKey key, Fingerprint arguments, String callId, String owner) {
        return connections.run(sql.insert(), statement -> {
                    reservation(statement, id, arguments, callId, owner);
                    statement.setString(6, key.scope().name());
                    statement.setString(7, StorableText.write(key.holder()));
                    statement.setString(8, StorableText.write(key.ticket()));
                    statement.setString(9, StorableText.write(key.tool().value()));
                    statement.setString(10, key.key().hex());
                    return inserted(statement);
                })
                > 0;
    }

    private boolean takeOver(String id, Fingerprint arguments, String callId, String owner) {
        return connections.update(sql.takeOver(), statement -> reservation(statement, id, arguments, callId, owner))
                > 0;
    }

    private static int inserted(PreparedStatement statement) throws SQLException {
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            if (Dialect.duplicate(e)) {
                return 0;
            }
            throw e;
        }
    }

    private boolean reservation(
            PreparedStatement statement, String id, Fingerprint arguments, String callId, String owner)
            throws SQLException {
        statement.setString(1, arguments.hex());
        statement.setString(2, EffectIds.call(callId));
        statement.setString(3, owner);
        EffectRows.duration(statement, 4, lease);
        statement.setString(5, id);
        return true;
    }

    @Override
    public int renew(String owner) {
        return connections.update(sql.renew(), statement -> {
            EffectRows.duration(statement, 1, lease);
            statement.setString(2, owner);
            return true;
        });
    }

    @Override
    public boolean complete(EffectKey key, String callId, ToolResult answer, @Nullable Duration ttl) {
        String id = EffectIds.of(key);
        boolean now = executed(sql.complete(), id, callId, answer, ttl);
        return now
                || change(sql.giveUp(), id, callId)
                || connections.run(sql.completed(), statement -> {
                    ofCall(statement, 1, id, callId);
                    try (ResultSet before = statement.executeQuery()) {
                        return before.next();
                    }
                });
    }

    private boolean executed(String statementSql, String id, String callId, ToolResult answer, @Nullable Duration ttl) {
        byte[] stored = rows.answers().write(answer, id);
        return changed(id, connections.run(statementSql, statement -> {
            statement.setBytes(1, stored);
            EffectRows.duration(statement, 2, ttl);
            ofCall(statement, 3, id, callId);
            return changes(statement);
        }));
    }

    private boolean changed(String id, boolean changed) {
        if (changed) {
            changes.changed(id);
        }
        return changed;
    }

    /** Whether a statement changed a row: where others are told of it, it answers with a row. */
    private static boolean changes(PreparedStatement statement) throws SQLException {
        if (!statement.execute()) {
            return statement.getUpdateCount() > 0;
        }
        try (ResultSet told = statement.getResultSet()) {
            return told.next();
        }
    }

    static boolean ofCall(PreparedStatement statement, int first, String id, String callId) throws SQLException {
        statement.setString(first, id);
        statement.setString(first + 1, EffectIds.call(callId));
        return true;
    }

    @Override
    public void release(EffectKey key, String callId) {
        change(sql.release(), EffectIds.of(key), callId);
    }

    @Override
    public void markUnknown(EffectKey key, String callId) {
        String id = EffectIds.of(key);
        if (!change(sql.markUnknown(), id, callId)) {
            change(sql.giveUp(), id, callId);
        }
    }

    private boolean change(String statementSql, String id, String callId) {
        return changed(id, connections.run(statementSql, statement -> {
            ofCall(statement, 1, id, callId);
            return changes(statement);
        }));
    }

    @Override
    public Optional<EffectRecord> find(EffectKey key) {
        return find(EffectIds.of(key));
    }

    private Optional<EffectRecord> find(String id) {
        return connections.run(sql.find(), statement -> {
            statement.setString(1, id);
            return read(statement).stream().findFirst();
        });
    }

    private List<EffectRecord> read(PreparedStatement statement) throws SQLException {
        List<EffectRecord> records = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                records.add(rows.read(row));
            }
        }
        return records;
    }

    @Override
    public Optional<EffectRecord> await(EffectKey key, Duration atMost) throws InterruptedException {
        String id = EffectIds.of(key);
        return changes.await(id, atMost, () -> find(id));
    }

    @Override
    public List<EffectRecord> inDoubt(int limit) {
        return connections.run(sql.inDoubt(), statement -> {
            statement.setInt(1, limit);
            return read(statement);
        });
    }

    @Override
    public boolean settle(EffectKey key, String callId, @Nullable ToolResult answer, @Nullable Duration ttl) {
        String id = EffectIds.of(key);
        return answer == null
                ? change(sql.settleReleased(), id, callId)
                : executed(sql.settleExecuted(), id, callId, answer, ttl);
    }

    /** Stops listening. What was reserved stays reserved until its lease ends. */
    @Override
    public void close() {
        changes.close();
    }
}
