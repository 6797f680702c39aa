package dev.guardedtool.policy;

import static dev.guardedtool.policy.Limits.first;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said about how much of one tool there may be. Null where nothing is said.
 *
 * @param maxCalls how often a run may call it
 * @param maxAttempts how often a run may try it
 * @param rates how often it may be called within periods of time; empty for any number
 * @param timeout how long a call may take
 */
public record ToolLimits(
        @Nullable Integer maxCalls,
        @Nullable Integer maxAttempts,
        @Nullable List<ToolRate> rates,
        @Nullable Duration timeout) {

    public ToolLimits {
        if (maxCalls != null) {
            Limits.atLeast("max-calls", maxCalls, 0);
        }
        if (maxAttempts != null) {
            Limits.atLeast("max-attempts", maxAttempts, 0);
        }
        if (timeout != null) {
            Limits.period("timeout", timeout);
        }
        rates = rates == null ? null : List.copyOf(rates);
        requireDistinct(rates == null ? List.of() : rates);
    }

    private static void requireDistinct(List<ToolRate> rates) {
        Set<List<Object>> seen = new HashSet<>();
        for (ToolRate rate : rates) {
            if (!seen.add(List.of(rate.period(), rate.per().trim()))) {
                throw new InvalidPolicyException(
                        "rate-limit", "says twice how many calls " + rate.period() + " may hold; keep the lower");
            }
        }
    }

    ToolLimits over(ToolLimits weaker) {
        return new ToolLimits(
                first(maxCalls, weaker.maxCalls),
                first(maxAttempts, weaker.maxAttempts),
                first(rates, weaker.rates),
                first(timeout, weaker.timeout));
    }
}
