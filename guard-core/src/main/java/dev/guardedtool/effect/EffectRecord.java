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
 * @param callId the attempt that carries it out or did, named among all attempts of all processes
 * @param owner the process of that attempt; empty where that does not matter
 * @param answer what that call answered; null unless executed. Its payload is null where it was not kept.
 * @param expires until when that holds: a reserved effect is then unknown, an executed one forgotten; null for ever
 */
public record EffectRecord(
        EffectKey key,
        Fingerprint arguments,
        EffectState state,
        String callId,
        String owner,
        @Nullable ToolResult answer,
        @Nullable Instant expires) {

    static EffectRecord reserved(
            EffectKey key, Fingerprint arguments, String callId, String owner, @Nullable Instant lapses) {
        return new EffectRecord(key, arguments, EffectState.RESERVED, callId, owner, null, lapses);
    }

    EffectRecord executed(ToolResult result, @Nullable Instant newExpires) {
        return new EffectRecord(key, arguments, EffectState.EXECUTED, callId, owner, result, newExpires);
    }

    EffectRecord unknown() {
        return new EffectRecord(key, arguments, EffectState.UNKNOWN, callId, owner, null, null);
    }

    EffectRecord renewed(@Nullable Instant lapses) {
        return new EffectRecord(key, arguments, state, callId, owner, answer, lapses);
    }

    /** What holds at that time; null if it is forgotten by then. */
    @Nullable
    EffectRecord at(Instant now) {
        if (expires == null || expires.isAfter(now)) {
            return this;
        }
        return state == EffectState.RESERVED ? unknown() : null;
    }

    boolean forgottenAt(Instant now) {
        return at(now) == null;
    }
}
