package dev.guardedtool.autoconfigure.test;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text as a stream of tokens would, never through a character. */
final class TextPieces {

    private static final int SHORTEST = 4;
    private static final int MOST = 64;

    private TextPieces() {}

    static List<String> of(String text) {
        int length = Math.max(SHORTEST, text.length() / MOST + 1);
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(text.length(), from + length);
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to++;
            }
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
