package dev.guardedtool.store.redis;

import dev.guardedtool.ToolName;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.effect.EffectState;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.store.EffectIds;
import dev.guardedtool.store.StoredAnswers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between effects and what scripts say of them. */
record EffectValues(StoredAnswers answers) {

    /** How many parts a script says of one effect. */
    static final int PARTS = 6;

    /** What never changes while an effect is remembered. */
    static byte[] about(EffectKey key, Fingerprint arguments) {
        return Parts.write(
                key.scope().name(),
                key.holder(),
                key.ticket(),
                key.tool().value(),
                key.key().hex(),
                arguments.hex());
    }

    /**
     * An effect.
     *
     * @param said state, call, owner, expiry, what it is about, and answer
     */
    EffectRecord read(List<byte[]> said) {
        List<String> about = Parts.read(said.get(4));
        EffectKey key = new EffectKey(
                EffectScope.valueOf(about.get(0)),
                about.get(1),
                about.get(2),
                ToolName.of(about.get(3)),
                Fingerprint.parse(about.get(4)));
        EffectState state = state(said.get(0));
        return new EffectRecord(
                key,
                Fingerprint.parse(about.get(5)),
                state,
                Scripts.text(said.get(1)),
                Scripts.text(said.get(2)),
                state == EffectState.EXECUTED ? answers.read(said.get(5), EffectIds.of(key)) : null,
                instant(Scripts.text(said.get(3))));
    }

    private static EffectState state(byte[] letter) {
        return switch (letter[0]) {
            case 'R' -> EffectState.RESERVED;
            case 'E' -> EffectState.EXECUTED;
            default -> EffectState.UNKNOWN;
        };
    }

    private static @Nullable Instant instant(String micros) {
        return micros.isEmpty() ? null : Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }
}
