package dev.guardedtool.store.jdbc;

import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.effect.EffectState;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.store.StorableText;
import dev.guardedtool.store.StoredAnswers;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Between effects and rows. */
record EffectRows(StoredAnswers answers) {

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
                StorableText.read(row.getString("holder")),
                StorableText.read(row.getString("ticket")),
                ToolName.of(StorableText.read(row.getString("tool"))),
                Fingerprint.parse(row.getString("key_hash")));
        EffectState state = state(row.getString("current_state"));
        byte[] answer = state == EffectState.EXECUTED ? row.getBytes("answer") : null;
        return new EffectRecord(
                key,
                Fingerprint.parse(row.getString("arguments")),
                state,
                row.getString("call_id"),
                row.getString("owner"),
                state == EffectState.EXECUTED ? answer(answer, row.getString("id")) : null,
                state == EffectState.UNKNOWN || (state == EffectState.EXECUTED && answer == null)
                        ? null
                        : instant(row));
    }

    /** What committed together with the tool's is known to have happened, though nobody lived to tell what was answered. */
    private ToolResult answer(byte @Nullable [] answer, String id) {
        return answer == null ? new ToolResult(true, null, null, true) : answers.read(answer, id);
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
