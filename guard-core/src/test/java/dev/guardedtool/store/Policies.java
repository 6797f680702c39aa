package dev.guardedtool.store;

import dev.guardedtool.policy.EffectPolicy;
import java.time.Duration;

/** Policies that tests of stores need. */
public final class Policies {

    private Policies() {}

    /** Effects as by default, but duplicates do not wait. */
    public static EffectPolicy impatient() {
        EffectPolicy effects = EffectPolicy.defaults();
        return new EffectPolicy(
                null,
                Duration.ZERO,
                effects.ttl(),
                effects.maxEntries(),
                effects.maxAnswer(),
                true,
                false,
                effects.safeExceptions());
    }
}
