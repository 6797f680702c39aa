package dev.guardedtool.store.jdbc;

/** The database is none that the stores were written for. */
public class UnsupportedDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The database as its driver names it. */
    public UnsupportedDatabaseException(String product) {
        super("'" + product + "' is not supported; H2 and PostgreSQL are");
    }
}
