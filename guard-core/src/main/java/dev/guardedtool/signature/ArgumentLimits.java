package dev.guardedtool.signature;

/**
 * What arguments are refused for before they can cost anything.
 *
 * @param maxChars the length of the JSON text in UTF-16 units
 * @param maxDepth how deep objects and arrays may nest, at most 1000, which fits a thread's stack
 * @param maxNumberLength the length of one number as written, sign, point and exponent included
 */
public record ArgumentLimits(int maxChars, int maxDepth, int maxNumberLength) {

    private static final int DEEPEST = 1000;

    private static final ArgumentLimits DEFAULTS = new ArgumentLimits(1_048_576, 200, 1000);

    public ArgumentLimits {
        if (maxChars < 1 || maxDepth < 1 || maxNumberLength < 1) {
            throw new IllegalArgumentException("limits of arguments must be positive");
        }
        if (maxDepth > DEEPEST) {
            throw new IllegalArgumentException("arguments must not nest deeper than " + DEEPEST);
        }
    }

    /** A mebi of characters, 200 levels, numbers of 1000 characters. */
    public static ArgumentLimits defaults() {
        return DEFAULTS;
    }
}
