package dev.guardedtool.effect;

import dev.guardedtool.ToolResult;
import dev.guardedtool.signature.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one effect.
 *
 * @param key identifies it
 * @param arguments the fingerprint of the arguments that it was carried out with
 * @param state where it stands
 * @param callId the call that carries it out or did, named among all calls of all runs
 * @param answer what that call answered; null unless executed. Its payload is null where it was too long to keep.
 * @param expires when it is forgotten; null for never
 */
public record EffectRecord(
        EffectKey key,
        Fingerprint arguments,
        EffectState state,
        String callId,
        @Nullable ToolResult answer,
        @Nullable Instant expires) {

    EffectRecord executed(ToolResult result, @Nullable Instant newExpires) {
        return new EffectRecord(key, arguments, EffectState.EXECUTED, callId, result, newExpires);
    }

    EffectRecord unknown() {
        return new EffectRecord(key, arguments, EffectState.UNKNOWN, callId, null, null);
    }

    boolean expiredAt(Instant now) {
        return state == EffectState.EXECUTED && expires != null && !expires.isAfter(now);
    }
}
