package dev.guardedtool.redaction;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Undoes escapes that hide a name or a secret from a search without being needed for anything. */
final class Spelling {

    private static final int ESCAPE = 6;
    private static final int PERCENT = 3;

    private Spelling() {}

    /** The text with JSON's escapes of plain ASCII characters undone, but for quotes and backslashes. */
    static String plain(String text) {
        int at = text.indexOf("\\u00");
        if (at < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int done = 0;
        for (; at >= 0; at = text.indexOf("\\u00", at + 1)) {
            int c = code(text, at);
            if (at >= done && c > ' ' && c < 0x7f && c != '"' && c != '\'' && c != '\\') {
                plain.append(text, done, at).append((char) c);
                done = at + ESCAPE;
            }
        }
        return plain.append(text, done, text.length()).toString();
    }

    /** The text with what stands behind percent signs decoded as UTF-8. */
    static String withoutPercent(String text) {
        int at = text.indexOf('%');
        if (at < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int octet = text.charAt(i) == '%' && i + PERCENT <= text.length() ? octet(text, i + 1) : -1;
            if (octet >= 0) {
                bytes.write(octet);
                i += PERCENT;
                continue;
            }
            plain.append(bytes.toString(StandardCharsets.UTF_8)).append(text.charAt(i));
            bytes.reset();
            i++;
        }
        return plain.append(bytes.toString(StandardCharsets.UTF_8)).toString();
    }

    private static int code(String text, int at) {
        return at + ESCAPE > text.length() ? -1 : octet(text, at + 4);
    }

    private static int octet(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
