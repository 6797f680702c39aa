package dev.guardedtool.recording;

import java.util.Locale;

/** How much of something is written down. */
public enum Disclosure {

    /** Only whether two of them are the same. */
    FINGERPRINT,

    /** The thing itself, without secrets. */
    CLEAR;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
