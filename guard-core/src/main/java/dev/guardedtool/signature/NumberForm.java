package dev.guardedtool.signature;

/** When two numbers in arguments are the same number. */
public enum NumberForm {

    /** Exact decimals: {@code 50}, {@code 50.0} and {@code 5e1} are one number, and no two different decimals are. */
    BY_VALUE,

    /**
     * As Python reads and prints them: {@code 1} and {@code 1.0} are two numbers, and numbers with a fraction or an
     * exponent are the nearest double. Names are then sorted by code point.
     */
    BY_SPELLING
}
