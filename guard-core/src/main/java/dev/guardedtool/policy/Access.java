package dev.guardedtool.policy;

/** Whether a tool may be used at all. */
public enum Access {

    /** Yes, subject to the other checks. */
    ALLOW,

    /** Never. */
    DENY,

    /** Only after a person agreed. */
    HUMAN
}
