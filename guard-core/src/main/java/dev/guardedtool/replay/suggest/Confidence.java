package dev.guardedtool.replay.suggest;

/** How much speaks for a proposal. */
public enum Confidence {

    /** The name and the behaviour, or many observations. */
    HIGH("high"),

    /** One of them. */
    MEDIUM("medium"),

    /** A name that could mean something else. */
    LOW("low");

    private final String code;

    Confidence(String code) {
        this.code = code;
    }

    /** How it is written in a configuration's comment. */
    public String code() {
        return code;
    }
}
