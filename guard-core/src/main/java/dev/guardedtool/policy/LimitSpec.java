package dev.guardedtool.policy;

import org.jspecify.annotations.Nullable;

/**
 * How much of one tool there may be.
 *
 * @param maxCalls how often a run may call it, or null for any number
 */
public record LimitSpec(@Nullable Integer maxCalls) {}
