package dev.guardedtool.autoconfigure.jdbc;

/** The guard was asked to use a database, and there is none, or more than one. */
final class NoDataSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoDataSourceException(String problem) {
        super(problem);
    }
}
