package dev.guardedtool.engine;

import org.jspecify.annotations.Nullable;

/** A snapshot that cannot be continued: damaged, of a newer version, or made with another key. */
public class SnapshotException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SnapshotException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
