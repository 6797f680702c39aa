package dev.guardedtool.custody;

import java.text.Normalizer;
import java.util.Locale;

/** Brings texts into the form in which they are compared: case, white space, and the shapes of quotes and dashes aside. */
final class Wording {

    private Wording() {}

    static String of(String text) {
        return isPlain(text) ? text.toLowerCase(Locale.ROOT) : brought(text);
    }

    /** Most values are one word in ASCII, of which only the case matters, and they are looked at again for every call. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static String brought(String text) {
        String lower = composed(text).toLowerCase(Locale.ROOT);
        StringBuilder words = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            char c = plain(lower.charAt(i));
            boolean blank = words.isEmpty() || words.charAt(words.length() - 1) == ' ';
            if (c != ' ' || !blank) {
                words.append(c);
            }
        }
        if (!words.isEmpty() && words.charAt(words.length() - 1) == ' ') {
            words.setLength(words.length() - 1);
        }
        return words.toString();
    }

    private static String composed(String text) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static char plain(char c) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            return ' ';
        }
        return switch (c) {
            case '\u2018', '\u2019', '\u201a', '\u2032' -> '\'';
            case '\u201c', '\u201d', '\u201e', '\u2033' -> '"';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212' -> '-';
            default -> c;
        };
    }
}
