package dev.guardedtool;

/** What a call gets whose effect happened before. */
public enum OnDuplicate {

    /** The answer of the call that caused it. */
    REPLAY,

    /** A refusal. */
    REFUSE
}
