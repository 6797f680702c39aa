package dev.guardedtool;

/** Which part of a value must come from a trusted source. */
public enum ValuePart {

    /** All of it. */
    WHOLE,

    /** The host of an address such as {@code https://example.org/path}; what follows the host may be anything. */
    HOST
}
