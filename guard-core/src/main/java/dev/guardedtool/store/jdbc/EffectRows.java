package dev.guardedtool.store.jdbc;

import dev.guardedtool.ToolName;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.effect.EffectState;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Between effects and rows. */
record EffectRows(StoredAnswers answers) {

    /** The primary key of an effect: a digest of all parts of its key, each with its length in front. */
    static String id(EffectKey key) {
        MessageDigest digest = sha256();
        put(digest, key.scope().name());
        put(digest, key.holder());
        put(digest, key.ticket());
        put(digest, key.tool().value());
        put(digest, key.key().hex());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void put(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_16BE);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Models make up the ids of calls; what no database can keep becomes a question mark. */
    static String text(String callId) {
        return new String(callId.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '?');
    }

    static void duration(PreparedStatement statement, int parameter, @Nullable Duration duration) throws SQLException {
        if (duration == null) {
            statement.setNull(parameter, Types.BIGINT);
        } else {
            statement.setLong(parameter, duration.toNanos() / 1_000);
        }
    }

    EffectRecord read(ResultSet row) throws SQLException {
        EffectKey key = new EffectKey(
                EffectScope.valueOf(row.getString("scope")),
                row.getString("holder"),
                row.getString("ticket"),
                ToolName.of(row.getString("tool")),
                Fingerprint.parse(row.getString("key_hash")));
        EffectState state = state(row.getString("current_state"));
        byte[] answer = row.getBytes("answer");
        return new EffectRecord(
                key,
                Fingerprint.parse(row.getString("arguments")),
                state,
                row.getString("call_id"),
                row.getString("owner"),
                answer == null ? null : answers.read(answer, row.getString("id")),
                state == EffectState.UNKNOWN ? null : instant(row));
    }

    private static EffectState state(String letter) {
        return switch (letter) {
            case "R" -> EffectState.RESERVED;
            case "E" -> EffectState.EXECUTED;
            default -> EffectState.UNKNOWN;
        };
    }

    private static @Nullable Instant instant(ResultSet row) throws SQLException {
        OffsetDateTime time = row.getObject("expires_at", OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
