package dev.guardedtool.rate;

/**
 * How often something was tried.
 *
 * @param granted whether this attempt was counted and may be made
 * @param used how often it was tried with this attempt, refused attempts included
 */
public record Attempts(boolean granted, int used) {}
