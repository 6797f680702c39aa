package dev.guardedtool.recording;

import dev.guardedtool.policy.InvalidPolicyException;
import java.time.Duration;

/**
 * What may wait to be written.
 *
 * @param maxRuns how many runs; one that ends when there are more is dropped
 * @param maxBytes how many bytes; one that ends when there are more is dropped
 * @param flushWithin how long closing waits for what is left to be written
 */
public record QueuePolicy(int maxRuns, long maxBytes, Duration flushWithin) {

    private static final QueuePolicy DEFAULTS = new QueuePolicy(1_000, 16 << 20, Duration.ofSeconds(5));

    public QueuePolicy {
        AtLeast.require("max-queued-runs", maxRuns, 1);
        AtLeast.require("max-queued-size", maxBytes, 1);
        if (flushWithin.isNegative()) {
            throw new InvalidPolicyException("flush-within", "must not be negative, was " + flushWithin);
        }
    }

    /** A thousand runs, 16 MiB, five seconds. */
    public static QueuePolicy defaults() {
        return DEFAULTS;
    }
}
