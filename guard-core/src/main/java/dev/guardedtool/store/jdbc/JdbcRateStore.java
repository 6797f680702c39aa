package dev.guardedtool.store.jdbc;

import dev.guardedtool.ToolName;
import dev.guardedtool.rate.RateAnswer;
import dev.guardedtool.rate.RateKey;
import dev.guardedtool.rate.RateRequest;
import dev.guardedtool.rate.RateStore;
import dev.guardedtool.rate.RateUse;
import dev.guardedtool.signature.Digests;
import dev.guardedtool.store.StorableText;
import dev.guardedtool.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in a relational database, for any number of processes, when tools were called. A row per limit is held while a
 * call is counted, so that calls under one limit come one after the other; a call counts from then on, by the database's
 * time. Every method may throw a {@link StoreException}.
 */
public final class JdbcRateStore implements RateStore {

    private final Connections connections;
    private final RateSql sql;

    /**
     * A store in the tables of {@code schema-h2.sql} or {@code schema-postgresql.sql}.
     *
     * @param dataSource gives connections that belong to no transaction
     * @param timeout for how long a statement may take
     * @throws UnsupportedDatabaseException if the database is another
     * @throws StoreException if the database does not answer
     */
    public JdbcRateStore(DataSource dataSource, Duration timeout) {
        this.connections = new Connections(dataSource, timeout, Clock.systemUTC());
        this.sql = RateSql.of(Dialect.of(connections.product()));
    }

    private record Limit(String id, RateRequest request) {

        static Limit of(RateRequest request) {
            RateKey key = request.key();
            return new Limit(
                    Digests.of(key.tool().value(), key.per(), key.period().toString(), key.holder()), request);
        }
    }

    @Override
    public RateAnswer acquire(List<RateRequest> limits) {
        String permit = UUID.randomUUID().toString();
        List<Limit> ordered = limits.stream()
                .map(Limit::of)
                .sorted(Comparator.comparing(Limit::id))
                .toList();
        return connections.together(session -> {
            RateAnswer.Refused refused = null;
            for (Limit limit : ordered) {
                hold(session, limit);
                if (session.update(
                                sql.count(),
                                permit,
                                limit.id,
                                limit.request.key().period(),
                                limit.id,
                                limit.request.max())
                        == 0) {
                    refused = longer(refused, limit.request, left(session, limit, permit));
                }
            }
            if (refused == null) {
                return new RateAnswer.Granted(permit);
            }
            session.undo();
            return refused;
        });
    }

    private void hold(Session session, Limit limit) throws SQLException {
        RateKey key = limit.request.key();
        while (session.update(sql.hold(), limit.request.max(), limit.id) == 0) {
            session.insert(
                    sql.open(),
                    limit.id,
                    StorableText.write(key.tool().value()),
                    StorableText.write(key.per()),
                    key.period().toString(),
                    StorableText.write(key.holder()),
                    limit.request.max(),
                    key.period());
        }
    }

    private Duration left(Session session, Limit limit, String permit) throws SQLException {
        List<Duration> left =
                session.rows(sql.blocking(), JdbcRateStore::left, limit.id, permit, limit.request.max() - 1);
        return left.isEmpty() ? Duration.ZERO : left.get(0);
    }

    private static Duration left(ResultSet row) throws SQLException {
        return Duration.between(
                row.getObject("current_time_there", OffsetDateTime.class),
                row.getObject("expires_at", OffsetDateTime.class));
    }

    /** What ends while one looks is told to end at once. */
    private static RateAnswer.Refused longer(RateAnswer.@Nullable Refused known, RateRequest limit, Duration left) {
        Duration wait = left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
        return known != null && known.retryAfter().compareTo(wait) >= 0 ? known : new RateAnswer.Refused(limit, wait);
    }

    @Override
    public void release(List<RateRequest> limits, String permit) {
        connections.alone(session -> session.update(sql.release(), permit));
    }

    @Override
    public List<RateUse> uses(int atMost) {
        return connections.alone(session -> session.rows(sql.uses(), JdbcRateStore::use, atMost));
    }

    private static RateUse use(ResultSet row) throws SQLException {
        RateKey key = new RateKey(
                ToolName.of(StorableText.read(row.getString("tool"))),
                StorableText.read(row.getString("per")),
                Duration.parse(row.getString("period")),
                StorableText.read(row.getString("holder")));
        return new RateUse(new RateRequest(key, row.getInt("most")), row.getInt("used"), left(row));
    }

    /**
     * Removes calls that count no longer, and limits that nobody asked for since.
     *
     * @param batch how many to remove in one statement
     * @return how many rows were removed
     */
    public long removeExpired(int batch) {
        List<Long> removed = new ArrayList<>();
        removed.add(connections.inBatches(batch, sql.removeCalls(), batch));
        removed.add(connections.inBatches(batch, sql.removeLimits(), batch));
        return removed.stream().mapToLong(Long::longValue).sum();
    }
}
