package dev.guardedtool.store.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements on one connection. Parameters may be texts and arrays of them, numbers, durations, which become microseconds,
 * instants, and null.
 */
final class Session {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Connection connection;
    private boolean undone;

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {

        T read(ResultSet row) throws SQLException;
    }

    Session(Connection connection) {
        this.connection = connection;
    }

    /** How many rows the statement changed. */
    int update(String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    /** As {@link #update}; a row that is there already is none that was changed. */
    int insert(String sql, @Nullable Object... parameters) throws SQLException {
        try {
            return update(sql, parameters);
        } catch (SQLException e) {
            if (Dialect.duplicate(e)) {
                return 0;
            }
            throw e;
        }
    }

    /** Executes the statement once for each of the parameters, in one round trip where the driver can. */
    void each(String sql, List<@Nullable Object[]> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] one : parameters) {
                bind(statement, one);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    <T> List<T> rows(String sql, Row<T> row, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<T> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(row.read(found));
                }
            }
            return rows;
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            bind(statement, i + 1, parameters[i]);
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value instanceof String[] texts) {
            statement.setArray(index, statement.getConnection().createArrayOf("varchar", texts));
        } else if (value instanceof String text) {
            statement.setString(index, text);
        } else if (value instanceof Integer number) {
            statement.setInt(index, number);
        } else if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof BigDecimal number) {
            statement.setBigDecimal(index, number);
        } else if (value instanceof Duration duration) {
            statement.setLong(index, micros(duration));
        } else if (value instanceof Instant instant) {
            statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
        } else if (value == null) {
            statement.setNull(index, Types.NULL);
        } else {
            throw new IllegalArgumentException("a parameter of " + value.getClass());
        }
    }

    /** Microseconds, but no more than a database can add to its time. */
    static long micros(Duration duration) {
        Duration bounded = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
        return bounded.toNanos() / 1_000;
    }

    /** What was done in this transaction is undone at its end. */
    void undo() {
        undone = true;
    }

    boolean undone() {
        return undone;
    }
}
