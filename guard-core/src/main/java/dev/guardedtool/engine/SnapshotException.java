package dev.guardedtool.engine;

import dev.guardedtool.check.RunState;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A snapshot that cannot be continued: damaged, of a newer version, or made with another key. */
public class SnapshotException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SnapshotException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static <T> T reading(RunState<?> state, Supplier<T> read) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            throw new SnapshotException("the section '" + state.name() + "' of the snapshot is damaged", e);
        }
    }
}
