package dev.guardedtool.rate;

import java.time.Duration;

/**
 * How much of one limit is taken.
 *
 * @param key the calls that are counted together
 * @param used how many of them count
 * @param nextFree how long until one less does
 */
public record RateUse(RateKey key, int used, Duration nextFree) {}
