package dev.guardedtool.signature;

/** Finds halves of surrogate pairs, which UTF-8 cannot carry: two different texts would become one. */
final class Surrogates {

    private Surrogates() {}

    /** Whether a string of this JSON may hold a lone surrogate; false for nearly all JSON, and quickly so. */
    static boolean possible(String json) {
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c == '\\' || Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one stands alone. */
    static boolean lone(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
