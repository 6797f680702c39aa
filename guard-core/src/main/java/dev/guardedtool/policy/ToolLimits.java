package dev.guardedtool.policy;

import static dev.guardedtool.policy.Limits.first;

import org.jspecify.annotations.Nullable;

/**
 * What is said about how much of one tool there may be. Null where nothing is said.
 *
 * @param maxCalls how often a run may call it
 */
public record ToolLimits(@Nullable Integer maxCalls) {

    public ToolLimits {
        if (maxCalls != null) {
            Limits.atLeast("max-calls", maxCalls, 0);
        }
    }

    ToolLimits over(ToolLimits weaker) {
        return new ToolLimits(first(maxCalls, weaker.maxCalls));
    }
}
