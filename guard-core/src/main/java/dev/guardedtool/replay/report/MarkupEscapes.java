package dev.guardedtool.replay.report;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;

/** Keeps out of JSON everything that could end a script element or begin markup, which can always be written otherwise. */
final class MarkupEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1L;

    /** And the one control character that JSON may hold as it is. */
    private static final String MARKUP = "<>&\u007f";

    private final int[] codes = standardAsciiEscapesForJSON();

    MarkupEscapes() {
        for (int i = 0; i < MARKUP.length(); i++) {
            codes[MARKUP.charAt(i)] = ESCAPE_STANDARD;
        }
    }

    static boolean needed(char c) {
        return MARKUP.indexOf(c) >= 0;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return codes.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
        return null;
    }
}
