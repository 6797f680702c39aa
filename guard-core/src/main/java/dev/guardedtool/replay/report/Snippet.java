package dev.guardedtool.replay.report;

/**
 * The beginning of a text, which may be all of it.
 *
 * @param text the beginning
 * @param length how long the whole is, in UTF-16 code units
 */
record Snippet(String text, int length) {

    /** How much of a text is kept. */
    static final int LONGEST_TEXT = 2_000;

    private static final int LONGEST_NAME = 200;

    /** What somebody said, passed or answered. */
    static Snippet text(String whole) {
        return new Snippet(cut(whole, LONGEST_TEXT), whole.length());
    }

    /** What something is called. */
    static Snippet name(String whole) {
        return new Snippet(cut(whole, LONGEST_NAME), whole.length());
    }

    /** At most that much of it. */
    String upTo(int limit) {
        return cut(text, limit);
    }

    /** Does not part the halves of a surrogate pair. */
    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        boolean parted = limit > 0
                && Character.isHighSurrogate(text.charAt(limit - 1))
                && Character.isLowSurrogate(text.charAt(limit));
        return text.substring(0, parted ? limit - 1 : limit);
    }
}
