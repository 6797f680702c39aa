package dev.guardedtool;

/** What running a tool does to the world; it decides whether and when a call may be repeated. */
public enum Effect {

    /** Must happen at most once per effect key: a refund, a booking, a message to a customer. */
    ONCE,

    /** Changes something and may be repeated, for example after the world changed in between. */
    WRITE,

    /** Changes nothing; a known answer may be served again. */
    READ,

    /**
     * Nobody said. Treated as a write wherever safety is at stake. For the loop rules it is a read whose answers may be
     * kept, and what it brings for the first time may have changed something, unless its name speaks of a read.
     */
    UNKNOWN;

    /** Whether a successful call changes something for certain. */
    public boolean changes() {
        return this == ONCE || this == WRITE;
    }
}
