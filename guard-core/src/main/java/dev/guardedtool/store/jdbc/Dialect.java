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
    POSTGRESQL(
            "statement_timestamp()",
            "statement_timestamp() + cast(? as bigint) * interval '1 microsecond'",
            "%2$s returning %1$s",
            "%2$s returning %1$s"),

    /** H2 2.2 or newer. */
    H2(
            "current_timestamp",
            "dateadd(microsecond, cast(? as bigint), current_timestamp)",
            "select %s from final table (%s)",
            "select %s from old table (%s)");

    private static final List<String> TRANSIENT = List.of("40001", "40P01", "HYT00");

    private final String now;
    private final String later;
    private final String changed;
    private final String removed;

    Dialect(String now, String later, String changed, String removed) {
        this.now = now;
        this.later = later;
        this.changed = changed;
        this.removed = removed;
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

    /**
     * The database's time, the same for the whole of a statement. In a transaction it is that of the statement which asks
     * for it first, or a later one.
     */
    String now() {
        return now;
    }

    /** The database's time and so many microseconds, a parameter; null for no microseconds. */
    String later() {
        return later;
    }

    /** An insert or update that answers with those columns of the rows as they are then. */
    String changed(String columns, String statement) {
        return String.format(changed, columns, statement);
    }

    /** A deletion that answers with those columns of the rows as they were. */
    String removed(String columns, String statement) {
        return String.format(removed, columns, statement);
    }

    /** Whether it can tell those who listen. */
    boolean notifies() {
        return this == POSTGRESQL;
    }

    /** A change of one effect, of which those are told who marked it. */
    String told(String statement) {
        return notifies()
                ? changed("case when awaited then pg_notify('" + Notifications.CHANNEL + "', id)::text end", statement)
                : statement;
    }

    /** An insert that does nothing where the row is there; it may fail with {@link #duplicate} instead. */
    String unlessThere(String insert) {
        return upserts() ? insert + " on conflict do nothing" : insert;
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
