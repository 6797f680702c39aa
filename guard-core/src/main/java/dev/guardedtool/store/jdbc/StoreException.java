package dev.guardedtool.store.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database could not be reached or did not do as it was told. Whether it did anything at all is not known. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String problem, @Nullable SQLException cause) {
        super(problem, cause);
    }
}
