package dev.guardedtool.store.redis;

/** The scripts on effects. Each is one condition and one change, decided by the server at its own time. */
final class EffectScripts {

    private static final String COMMON = "effect";
    private static final String KNOWN = "effect-known";

    static final Script RESERVE = Script.of(Script.TIME, KNOWN, "effect-reserve");
    static final Script COMPLETE = Script.of(COMMON, "effect-complete");
    static final Script RELEASE = Script.of(COMMON, "effect-release");
    static final Script DOUBT = Script.of(Script.TIME, COMMON, "effect-doubt");
    static final Script SETTLE = Script.of(Script.TIME, KNOWN, COMMON, "effect-settle");
    static final Script FIND = Script.of(Script.TIME, KNOWN, "effect-find");
    static final Script DOUBTS = Script.of(Script.TIME, "effect-doubts");
    static final Script RENEW = Script.of(Script.TIME, "effect-renew");

    private EffectScripts() {}
}
