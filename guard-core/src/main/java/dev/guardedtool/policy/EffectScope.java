package dev.guardedtool.policy;

/** Within what an effect key is unique. */
public enum EffectScope {

    /** The run, and within it the ticket. */
    RUN,

    /** The conversation. */
    SESSION,

    /** The tenant, across runs, until the key's time is up. */
    TENANT
}
