package dev.guardedtool.redaction;

import java.util.List;

/** A stretch of a text. */
record Span(int start, int end) {

    private static final int LONGEST_MARKER = 3;

    /** From there to that end, or to the end of the text if there is none. */
    static Span until(String text, int start, int end) {
        return new Span(start, end < 0 ? text.length() : end);
    }

    /** From there up to the first of those characters, or the end of the text. */
    static Span before(String text, int start, String ends) {
        int end = Math.min(start, text.length());
        while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return new Span(Math.min(start, end), end);
    }

    boolean isBlank(String text) {
        return text.substring(start, end).isBlank();
    }

    /** Whether nothing stands here but perhaps a sign that something follows on the next line. */
    boolean isMarker(String text) {
        if (end - start > LONGEST_MARKER) {
            return isBlank(text);
        }
        for (int i = start; i < end; i++) {
            if ("|>-+ \t".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Where the next line that is not empty begins. */
    int next(String text) {
        int at = end;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The text with those stretches masked, which are in order and apart. */
    static String masked(String text, List<Span> secrets, Mask mask) {
        if (secrets.isEmpty()) {
            return text;
        }
        StringBuilder redacted = new StringBuilder(text.length());
        int done = 0;
        for (Span secret : secrets) {
            redacted.append(text, done, secret.start()).append(mask.of(text.substring(secret.start(), secret.end())));
            done = secret.end();
        }
        return redacted.append(text, done, text.length()).toString();
    }
}
