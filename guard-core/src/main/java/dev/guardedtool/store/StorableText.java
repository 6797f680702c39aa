package dev.guardedtool.store;

/**
 * Names as a store of any kind can keep them. Users and models choose some of them, and there are characters that no
 * database takes: those are written as an escape character and their code, and read as they were. Every other text is
 * written as it is.
 */
public final class StorableText {

    private static final char ESCAPE = '\u001b';
    private static final int DIGITS = 4;
    private static final int HEX = 16;
    private static final int BITS = 4;

    private StorableText() {}

    /** The text as it can be written. No two texts are written alike. */
    public static String write(String text) {
        int kept = 0;
        while (kept < text.length() && !odd(text, kept)) {
            kept++;
        }
        if (kept == text.length()) {
            return text;
        }
        StringBuilder written = new StringBuilder(text.length() + DIGITS).append(text, 0, kept);
        for (int i = kept; i < text.length(); i++) {
            if (odd(text, i)) {
                escape(text.charAt(i), written);
            } else {
                written.append(text.charAt(i));
            }
        }
        return written.toString();
    }

    private static void escape(char c, StringBuilder written) {
        written.append(ESCAPE);
        for (int shift = DIGITS - 1; shift >= 0; shift--) {
            written.append(Character.forDigit(c >> (BITS * shift) & (HEX - 1), HEX));
        }
    }

    private static boolean odd(String text, int at) {
        char c = text.charAt(at);
        return c == '\0' || c == ESCAPE || (Character.isSurrogate(c) && alone(text, at));
    }

    /** Whether that is half of a pair without the other half. */
    private static boolean alone(String text, int at) {
        char c = text.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                : Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /** The text that was written so. What {@link #write} cannot have written is read as it is. */
    public static String read(String written) {
        int at = written.indexOf(ESCAPE);
        if (at < 0) {
            return written;
        }
        StringBuilder text = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            int code = written.charAt(i) == ESCAPE ? code(written, i + 1) : -1;
            text.append(code < 0 ? written.charAt(i) : (char) code);
            i += code < 0 ? 0 : DIGITS;
        }
        return text.toString();
    }

    private static int code(String written, int from) {
        if (from + DIGITS > written.length()) {
            return -1;
        }
        int code = 0;
        for (int i = from; i < from + DIGITS; i++) {
            int digit = Character.digit(written.charAt(i), HEX);
            if (digit < 0) {
                return -1;
            }
            code = HEX * code + digit;
        }
        return code;
    }
}
