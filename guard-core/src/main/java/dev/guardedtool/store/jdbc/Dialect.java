package dev.guardedtool.store.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Locale;

/** What databases say differently. */
enum Dialect {

    /** PostgreSQL 12 or newer. */
    POSTGRESQL("now()", "now() + cast(? as bigint) * interval '1 microsecond'"),

    /** H2 2.2 or newer. */
    H2("current_timestamp", "dateadd(microsecond, cast(? as bigint), current_timestamp)");

    private static final List<String> TRANSIENT = List.of("40001", "40P01", "HYT00");

    private final String now;
    private final String later;

    Dialect(String now, String later) {
        this.now = now;
        this.later = later;
    }

    /**
     * The dialect of a database.
     *
     * @param product as the driver names it
     * @throws UnsupportedDatabaseException if it is none of these
     */
    static Dialect of(String product) {
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> POSTGRESQL;
            case "h2" -> H2;
            default -> throw new UnsupportedDatabaseException(product);
        };
    }

    /** The database's time, the same for the whole of a statement. */
    String now() {
        return now;
    }

    /** The database's time and so many microseconds, a parameter; null for no microseconds. */
    String later() {
        return later;
    }

    /** Whether an insert can say by itself what to do when the row is there. */
    boolean upserts() {
        return this == POSTGRESQL;
    }

    static boolean duplicate(SQLException e) {
        return "23505".equals(e.getSQLState());
    }

    /** Whether the database could not be reached or did not answer, rather than complain. */
    static boolean unreachable(SQLException e) {
        String state = e.getSQLState();
        return state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || e instanceof SQLRecoverableException
                || e instanceof SQLTimeoutException;
    }

    /** Whether the database gave up a statement that did nothing wrong and nothing at all. */
    static boolean gaveUp(SQLException e) {
        return e.getSQLState() != null && TRANSIENT.contains(e.getSQLState());
    }
}
