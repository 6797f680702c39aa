package dev.guardedtool.policy;

import org.jspecify.annotations.Nullable;

/**
 * How often tools may be called.
 *
 * @param maxCallsPerTool how often one run may call each tool, or null for any number
 */
public record RatePolicy(@Nullable Integer maxCallsPerTool) {

    public RatePolicy {
        if (maxCallsPerTool != null) {
            Limits.atLeast("defaults.max-calls", maxCallsPerTool, 0);
        }
    }

    /** No limit. */
    public static RatePolicy defaults() {
        return new RatePolicy(null);
    }
}
