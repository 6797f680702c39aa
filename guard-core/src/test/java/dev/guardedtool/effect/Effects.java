package dev.guardedtool.effect;

import dev.guardedtool.policy.EffectPolicy;
import java.time.Duration;

/** The default policy of effects with one thing changed. */
final class Effects {

    private static final EffectPolicy DEFAULTS = EffectPolicy.defaults();

    private Effects() {}

    static EffectPolicy waiting(Duration waitFor) {
        return of(waitFor, DEFAULTS.ttl(), DEFAULTS.maxEntries(), DEFAULTS.maxAnswer());
    }

    static EffectPolicy remembering(Duration ttl) {
        return of(DEFAULTS.waitFor(), ttl, DEFAULTS.maxEntries(), DEFAULTS.maxAnswer());
    }

    static EffectPolicy atMost(int maxEntries) {
        return of(DEFAULTS.waitFor(), DEFAULTS.ttl(), maxEntries, DEFAULTS.maxAnswer());
    }

    static EffectPolicy keeping(int maxAnswer) {
        return of(DEFAULTS.waitFor(), DEFAULTS.ttl(), DEFAULTS.maxEntries(), maxAnswer);
    }

    private static EffectPolicy of(Duration waitFor, Duration ttl, int maxEntries, int maxAnswer) {
        return new EffectPolicy(null, waitFor, ttl, maxEntries, maxAnswer, true, false, DEFAULTS.safeExceptions());
    }
}
