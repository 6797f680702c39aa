package dev.guardedtool.policy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of one tool there may be.
 *
 * @param maxCalls how often a run may call it, or null for any number
 * @param maxAttempts how often a run may try it, whatever comes of it, or null for any number
 * @param rates how often it may be called within periods of time
 * @param timeout how long a call may take, or null for as long as it likes
 */
public record LimitSpec(
        @Nullable Integer maxCalls,
        @Nullable Integer maxAttempts,
        List<RateSpec> rates,
        @Nullable Duration timeout) {}
