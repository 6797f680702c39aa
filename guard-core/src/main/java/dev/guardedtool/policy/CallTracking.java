package dev.guardedtool.policy;

/** How many calls of a run may be open at once. */
public enum CallTracking {

    /** Any number; each is recorded by its handle. */
    PARALLEL,

    /** One: the next check gives up the call before it, or is refused in strict mode. */
    SEQUENTIAL
}
