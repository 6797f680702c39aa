package dev.guardedtool.policy;

import java.util.Locale;

/** What sort of failure it was, as far as it says something about the dependency that was asked. */
public enum FailureKind {

    /** It could not be reached, or the connection broke. */
    TRANSPORT,

    /** It did not answer in time. */
    TIMEOUT,

    /** It has too much to do, or is out of order. */
    OVERLOADED,

    /** It has enough of this caller. */
    THROTTLED,

    /** It does not let this caller in. */
    AUTH,

    /** It does not take the request. */
    INVALID,

    /** It does not have what was asked for. */
    NOT_FOUND,

    /** Somebody else was there first. */
    CONFLICT,

    /** Nothing is known. */
    UNKNOWN;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The kind in configuration, such as {@code not-found}. */
    public String code() {
        return code;
    }
}
