package dev.guardedtool.custody;

import java.util.function.IntBinaryOperator;

/**
 * Finds a value in a text where it stands by itself: not as the beginning, the end or the middle of a longer word, number,
 * address or path. Takes time in proportion to the length of the text, whatever is in it.
 */
final class Occurrence {

    /** What joins two words into one when there is a letter or digit on its other side as well. */
    private static final String JOINERS = ".-@+/:%~#\\";

    private final String text;
    private final String value;

    private Occurrence(String text, String value) {
        this.text = text;
        this.value = value;
    }

    static boolean in(String text, String value) {
        return new Occurrence(text, value).any((start, end) -> standsAlone(text, start, end) ? 1 : 0);
    }

    /** Whether the host stands in the text as the host of an address. */
    static boolean ofHost(String text, String host) {
        return new Occurrence(text, host).any((start, end) -> standsAsHost(text, start, end) ? 1 : 0);
    }

    /** The search of Knuth, Morris and Pratt. */
    private boolean any(IntBinaryOperator accepted) {
        int[] borders = borders();
        int matched = 0;
        for (int i = 0; i < text.length(); i++) {
            while (matched > 0 && (matched == value.length() || text.charAt(i) != value.charAt(matched))) {
                matched = borders[matched - 1];
            }
            if (text.charAt(i) == value.charAt(matched)) {
                matched++;
            }
            if (matched == value.length() && accepted.applyAsInt(i + 1 - matched, i + 1) == 1) {
                return true;
            }
        }
        return false;
    }

    private int[] borders() {
        int[] borders = new int[value.length()];
        for (int i = 1, length = 0; i < value.length(); i++) {
            while (length > 0 && value.charAt(i) != value.charAt(length)) {
                length = borders[length - 1];
            }
            if (value.charAt(i) == value.charAt(length)) {
                length++;
            }
            borders[i] = length;
        }
        return borders;
    }

    private static boolean standsAlone(String text, int start, int end) {
        return !continues(text, start - 1, -1) && !continues(text, end, 1);
    }

    /** Whether what is at that index belongs to the word next to it. */
    static boolean continues(String text, int at, int step) {
        if (isWord(text, at)) {
            return true;
        }
        return at >= 0 && at < text.length() && JOINERS.indexOf(text.charAt(at)) >= 0 && isWord(text, at + step);
    }

    private static boolean isWord(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return false;
        }
        int point = Character.isLowSurrogate(text.charAt(at)) ? text.codePointBefore(at + 1) : text.codePointAt(at);
        return Character.isLetterOrDigit(point)
                || point == '_'
                || Character.getType(point) == Character.NON_SPACING_MARK
                || Character.getType(point) == Character.FORMAT;
    }

    private static boolean standsAsHost(String text, int start, int end) {
        int before = start;
        if (text.startsWith("www.", start - 4)) {
            before = start - 4;
        }
        boolean begins = text.startsWith("//", before - 2)
                || !(isWord(text, before - 1) || (before > 0 && ".-@/\\:".indexOf(text.charAt(before - 1)) >= 0));
        boolean ends = !isWord(text, end)
                && !(end < text.length() && ".-@".indexOf(text.charAt(end)) >= 0 && isWord(text, end + 1));
        return begins && ends;
    }
}
