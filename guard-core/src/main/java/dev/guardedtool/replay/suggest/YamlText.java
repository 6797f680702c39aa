package dev.guardedtool.replay.suggest;

/** Any text in YAML, as ASCII. */
final class YamlText {

    private YamlText() {}

    /** In double quotes, with everything escaped that is not a printable ASCII character. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (printable(c)) {
                quoted.append(c);
            } else {
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }

    /** On one line; what is not a printable ASCII character becomes a question mark. */
    static String comment(String text) {
        StringBuilder comment = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            comment.append(printable(text.charAt(i)) ? text.charAt(i) : '?');
        }
        return comment.toString();
    }

    private static boolean printable(char c) {
        return c >= ' ' && c <= '~';
    }

    /** Whether a key in brackets means that name to the configuration. */
    static boolean canBeKey(String name) {
        return name.indexOf('[') < 0 && name.indexOf(']') < 0;
    }
}
