package dev.guardedtool;

/**
 * Something the model should know although its call was allowed.
 *
 * @param reason why
 * @param text what the model reads
 */
public record Warning(Reason reason, String text) {}
