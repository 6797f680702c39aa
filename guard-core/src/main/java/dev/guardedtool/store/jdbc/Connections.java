package dev.guardedtool.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Runs single statements, each on a connection of its own that commits by itself, so that what the guard remembers never
 * depends on a transaction of the application.
 */
record Connections(DataSource dataSource) {

    private static final int TRIES = 5;

    @FunctionalInterface
    interface Work<T> {

        T on(PreparedStatement statement) throws SQLException;
    }

    private interface Use<T> {

        T of(Connection connection) throws SQLException;
    }

    String product() {
        return use(connection -> connection.getMetaData().getDatabaseProductName());
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
            try (Connection connection = dataSource.getConnection()) {
                return committing(connection, use);
            } catch (SQLException e) {
                if (tries == TRIES || !Dialect.gaveUp(e)) {
                    throw new StoreException("the guard's database did not answer: " + e.getMessage(), e);
                }
            }
        }
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
