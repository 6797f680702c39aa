package dev.guardedtool.rate;

/**
 * One limit that a call has to keep.
 *
 * @param key the calls that are counted together
 * @param max how many of them any period may hold
 */
public record RateRequest(RateKey key, int max) {}
