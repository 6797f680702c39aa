package dev.guardedtool.policy;

import org.jspecify.annotations.Nullable;

/**
 * How often tools may be called.
 *
 * @param maxCallsPerTool how often one run may call each tool, or null for any number
 * @param maxEntries how many calls are remembered in memory to hold rates; a full store refuses
 */
public record RatePolicy(@Nullable Integer maxCallsPerTool, int maxEntries) {

    public RatePolicy {
        if (maxCallsPerTool != null) {
            Limits.atLeast("defaults.max-calls", maxCallsPerTool, 0);
        }
        Limits.atLeast("rates.max-entries", maxEntries, 1);
    }

    /** No limit; a hundred thousand calls are remembered for the limits of tools. */
    public static RatePolicy defaults() {
        return new RatePolicy(null, 100_000);
    }

    /** The same with that limit of calls per tool and run. */
    public RatePolicy withMaxCallsPerTool(@Nullable Integer value) {
        return new RatePolicy(value, maxEntries);
    }
}
