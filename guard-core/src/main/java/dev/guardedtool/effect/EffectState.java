package dev.guardedtool.effect;

/** Where an effect stands. */
public enum EffectState {

    /** A call is carrying it out. */
    RESERVED,

    /** It happened. */
    EXECUTED,

    /** Nobody knows whether it happened. */
    UNKNOWN
}
