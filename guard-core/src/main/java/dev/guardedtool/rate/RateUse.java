package dev.guardedtool.rate;

import java.time.Duration;

/**
 * How much of one limit is taken.
 *
 * @param limit the limit as it was last asked for
 * @param used how many of them count
 * @param nextFree how long until one less does
 */
public record RateUse(RateRequest limit, int used, Duration nextFree) {}
