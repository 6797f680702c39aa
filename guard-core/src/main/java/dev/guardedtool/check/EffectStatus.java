package dev.guardedtool.check;

/** Whether the effect of an executed call happened. */
public enum EffectStatus {

    /** It did. */
    HAPPENED,

    /** It surely did not. */
    DID_NOT_HAPPEN,

    /** Nobody knows. */
    UNKNOWN
}
