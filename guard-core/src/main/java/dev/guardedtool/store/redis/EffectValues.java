package dev.guardedtool.store.redis;

import dev.guardedtool.ToolName;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.effect.EffectState;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.store.EffectIds;
import dev.guardedtool.store.StoredAnswers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between effects and what scripts say of them. */
record EffectValues(StoredAnswers answers) {

    /** How many parts a script says of one effect. */
    static final int PARTS = 6;

    /** What never changes while an effect is remembered. A name of more than 64 KB cannot be kept. */
    static byte[] about(EffectKey key, Fingerprint arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(key.scope().name());
            out.writeUTF(key.holder());
            out.writeUTF(key.ticket());
            out.writeUTF(key.tool().value());
            out.writeUTF(key.key().hex());
            out.writeUTF(arguments.hex());
        } catch (IOException e) {
            throw new RedisStoreException("an effect with a name that is too long cannot be kept", e);
        }
        return bytes.toByteArray();
    }

    /**
     * An effect.
     *
     * @param said state, call, owner, expiry, what it is about, and answer
     */
    EffectRecord read(List<byte[]> said) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(said.get(4)))) {
            EffectKey key = new EffectKey(
                    EffectScope.valueOf(in.readUTF()),
                    in.readUTF(),
                    in.readUTF(),
                    ToolName.of(in.readUTF()),
                    Fingerprint.parse(in.readUTF()));
            Fingerprint arguments = Fingerprint.parse(in.readUTF());
            EffectState state = state(said.get(0));
            return new EffectRecord(
                    key,
                    arguments,
                    state,
                    Scripts.text(said.get(1)),
                    Scripts.text(said.get(2)),
                    state == EffectState.EXECUTED ? answers.read(said.get(5), EffectIds.of(key)) : null,
                    instant(Scripts.text(said.get(3))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
