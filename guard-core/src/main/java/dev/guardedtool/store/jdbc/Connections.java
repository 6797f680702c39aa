package dev.guardedtool.store.jdbc;

import dev.guardedtool.store.StoreBreaker;
import dev.guardedtool.store.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on connections of their own, alone or together in a transaction of their own, so that what the guard
 * remembers never depends on one of the application. A database that does not answer in time fails; after some failures in a
 * row it is left alone for a moment, and calls fail at once. Thread-safe.
 */
final class Connections {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int TRIES = 5;

    private final DataSource dataSource;
    private final Deadlines deadlines;
    private final StoreBreaker breaker;

    @FunctionalInterface
    interface Work<T> {

        T on(PreparedStatement statement) throws SQLException;
    }

    /** Statements that belong together. */
    @FunctionalInterface
    interface Steps<T> {

        T in(Session session) throws SQLException;
    }

    Connections(DataSource dataSource) {
        this(dataSource, LONG, Clock.systemUTC());
    }

    Connections(DataSource dataSource, Duration timeout, Clock clock) {
        this.dataSource = dataSource;
        this.deadlines = new Deadlines(timeout);
        this.breaker = new StoreBreaker("guard-jdbc", clock);
    }

    String product() {
        return use(true, connection -> connection.getMetaData().getDatabaseProductName());
    }

    /** Whether the database answered when it was last asked. */
    boolean answering() {
        return breaker.answering();
    }

    /** How many rows the statement changed. */
    int update(String sql, Work<?> parameters) {
        return run(sql, statement -> {
            parameters.on(statement);
            return statement.executeUpdate();
        });
    }

    <T> T run(String sql, Work<T> work) {
        return use(true, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return work.on(statement);
            }
        });
    }

    /** Statements that each commit at once. */
    <T> T alone(Steps<T> steps) {
        return use(true, connection -> steps.in(new Session(connection)));
    }

    /**
     * Statements that take effect together, or not at all if one fails or the session is undone. They are repeated where
     * the database gives them up.
     */
    <T> T together(Steps<T> steps) {
        return use(false, connection -> {
            Session session = new Session(connection);
            boolean done = false;
            try {
                T result = steps.in(session);
                done = !session.undone();
                return result;
            } finally {
                if (done) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            }
        });
    }

    /** Repeats a statement until it changes fewer rows than a batch holds; how many rows that were together. */
    long inBatches(int batch, String sql, @Nullable Object... parameters) {
        long all = 0;
        int now;
        do {
            now = alone(session -> session.update(sql, parameters));
            all += now;
        } while (now >= batch);
        return all;
    }

    private <T> T use(boolean autoCommit, Deadlines.Use<T> use) {
        for (int tries = 1; ; tries++) {
            if (!breaker.permits()) {
                throw new StoreException("the guard's database did not answer and is left alone for a moment", null);
            }
            try (Connection connection = dataSource.getConnection()) {
                T result = deadlines.inTime(connection, timed -> committing(timed, autoCommit, use));
                breaker.answered();
                return result;
            } catch (SQLException e) {
                judge(e);
                if (tries == TRIES || !Dialect.gaveUp(e)) {
                    throw new StoreException("the guard's database did not do as it was told: " + e.getMessage(), e);
                }
            } catch (RuntimeException e) {
                breaker.givenUp();
                throw e;
            }
        }
    }

    /** A database that complains is there. */
    private void judge(SQLException e) {
        if (Dialect.unreachable(e)) {
            breaker.failed(e);
        } else {
            breaker.answered();
        }
    }

    private static <T> T committing(Connection connection, boolean autoCommit, Deadlines.Use<T> use)
            throws SQLException {
        if (connection.getAutoCommit() == autoCommit) {
            return use.of(connection);
        }
        connection.setAutoCommit(autoCommit);
        try {
            return use.of(connection);
        } finally {
            connection.setAutoCommit(!autoCommit);
        }
    }
}
