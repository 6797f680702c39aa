package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.effect.EffectRecord;

/**
 * An effect of which nobody knows whether it happened.
 *
 * @param tool the tool
 * @param callId the attempt that left it in doubt; settling names it
 * @param holder the tenant or conversation that the effect's key belongs to; empty for an application with one tenant
 * @param ticket the case; empty for none
 */
public record EffectInDoubt(String tool, String callId, String holder, String ticket) {

    static EffectInDoubt of(EffectRecord doubt) {
        return new EffectInDoubt(
                doubt.key().tool().value(),
                doubt.callId(),
                doubt.key().holder(),
                doubt.key().ticket());
    }
}
