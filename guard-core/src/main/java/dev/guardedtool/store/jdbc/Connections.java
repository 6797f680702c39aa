package dev.guardedtool.store.jdbc;

import dev.guardedtool.store.StoreBreaker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Runs single statements, each on a connection of its own that commits by itself, so that what the guard remembers never
 * depends on a transaction of the application. A database that does not answer in time fails; after some failures in a
 * row it is left alone for a moment, and calls fail at once. Thread-safe.
 */
final class Connections {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int TRIES = 5;

    private final DataSource dataSource;
    private final int timeoutMillis;
    private final StoreBreaker breaker;

    @FunctionalInterface
    interface Work<T> {

        T on(PreparedStatement statement) throws SQLException;
    }

    private interface Use<T> {

        T of(Connection connection) throws SQLException;
    }

    Connections(DataSource dataSource) {
        this(dataSource, LONG, Clock.systemUTC());
    }

    Connections(DataSource dataSource, Duration timeout, Clock clock) {
        this.dataSource = dataSource;
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
        this.breaker = new StoreBreaker("guard-jdbc", clock);
    }

    String product() {
        return use(connection -> connection.getMetaData().getDatabaseProductName());
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
        return use(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return work.on(statement);
            }
        });
    }

    private <T> T use(Use<T> use) {
        for (int tries = 1; ; tries++) {
            if (!breaker.permits()) {
                throw new StoreException("the guard's database did not answer and is left alone for a moment", null);
            }
            try (Connection connection = dataSource.getConnection()) {
                T result = inTime(connection, use);
                breaker.answered();
                return result;
            } catch (SQLException e) {
                judge(e);
                if (tries == TRIES || !Dialect.gaveUp(e)) {
                    throw new StoreException("the guard's database did not do as it was told: " + e.getMessage(), e);
                }
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

    private <T> T inTime(Connection connection, Use<T> use) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, timeoutMillis);
        T result = committing(connection, use);
        connection.setNetworkTimeout(Runnable::run, before);
        return result;
    }

    private static <T> T committing(Connection connection, Use<T> use) throws SQLException {
        if (connection.getAutoCommit()) {
            return use.of(connection);
        }
        connection.setAutoCommit(true);
        try {
            return use.of(connection);
        } finally {
            connection.setAutoCommit(false);
        }
    }
}
