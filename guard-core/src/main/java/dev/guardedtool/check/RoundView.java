package dev.guardedtool.check;

import dev.guardedtool.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One question to a model, as those see it who take part in it. */
public interface RoundView {

    /** The run. */
    RunView run();

    /** What the model is expected to use. */
    Usage expected();

    /** When the round began. */
    Instant began();

    /** Keeps what was taken for the round, until it ends. One of each kind. */
    void keep(Object taken);

    /** What was kept of that kind, or null. */
    <T> @Nullable T kept(Class<T> kind);
}
