package dev.guardedtool.policy;

/** What becomes of a declared read when the guard itself fails. Calls with an effect are always refused then. */
public enum OnError {

    /** The call is refused. */
    BLOCK,

    /** The call runs. */
    ALLOW
}
