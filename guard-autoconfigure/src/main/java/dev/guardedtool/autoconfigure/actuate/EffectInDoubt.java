package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.effect.EffectRecord;

/**
 * An effect of which nobody knows whether it happened.
 *
 * @param tool the tool
 * @param callId the attempt that left it in doubt; settling names it
 * @param reference the name that the tool was given for the effect, to look for it in the system behind the tool
 * @param holder the tenant or conversation that the effect's key belongs to; empty for an application with one tenant
 * @param ticket the case; empty for none
 */
public record EffectInDoubt(String tool, String callId, String reference, String holder, String ticket) {

    static EffectInDoubt of(EffectRecord doubt) {
        return new EffectInDoubt(
                doubt.key().tool().value(),
                doubt.callId(),
                doubt.key().reference(),
                doubt.key().holder(),
                doubt.key().ticket());
    }
}
