package dev.guardedtool;

import java.util.Locale;

/** The seven decisions by name. */
public enum DecisionType {
    ALLOW,
    CACHE,
    BLOCK,
    REWRITE,
    HOLD,
    ESCALATE,
    FINALIZE;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The name in lower case, as it appears in records. */
    public String code() {
        return code;
    }
}
