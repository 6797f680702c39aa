package dev.guardedtool.effect;

import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.RunState;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.signature.Fingerprint;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The effects of one run, which its snapshot carries along without their payloads. */
final class RunEffects {

    private static final String EXPIRES = "expires";

    private RunEffects() {}

    static RunState<InMemoryEffectLedger> state(Clock clock) {
        return RunState.of(
                "effects",
                policy -> empty(policy, clock),
                RunEffects::write,
                (policy, written) -> read(empty(policy, clock), written));
    }

    private static InMemoryEffectLedger empty(GuardPolicy policy, Clock clock) {
        return new InMemoryEffectLedger(policy.effects().maxEntries(), clock);
    }

    private static Map<String, Object> write(InMemoryEffectLedger ledger) {
        List<Map<String, Object>> written = new ArrayList<>();
        ledger.all().forEach(record -> written.add(write(record)));
        return Map.of("effects", written);
    }

    private static Map<String, Object> write(EffectRecord record) {
        Map<String, Object> written = new LinkedHashMap<>();
        EffectKey key = record.key();
        written.put("holder", key.holder());
        written.put("ticket", key.ticket());
        written.put("tool", key.tool().value());
        written.put("key", key.key().hex());
        written.put("arguments", record.arguments().hex());
        written.put("call", record.callId());
        ToolResult answer = record.answer();
        if (answer == null) {
            written.put("state", EffectState.UNKNOWN.name());
        } else {
            written.put("state", EffectState.EXECUTED.name());
            written.put("ok", answer.ok());
            written.put("error", answer.error());
            written.put("happened", answer.effectExecuted());
            if (record.expires() != null) {
                written.put(EXPIRES, record.expires().toString());
            }
        }
        return written;
    }

    private static InMemoryEffectLedger read(InMemoryEffectLedger ledger, Map<String, Object> written) {
        if (written.get("effects") instanceof List<?> effects) {
            effects.forEach(effect -> ledger.restore(read((Map<?, ?>) effect)));
        }
        return ledger;
    }

    private static EffectRecord read(Map<?, ?> written) {
        EffectKey key = new EffectKey(
                EffectScope.RUN,
                text(written, "holder"),
                text(written, "ticket"),
                ToolName.of(text(written, "tool")),
                Fingerprint.parse(text(written, "key")));
        EffectRecord unknown = new EffectRecord(
                key,
                Fingerprint.parse(text(written, "arguments")),
                EffectState.UNKNOWN,
                text(written, "call"),
                "",
                null,
                null);
        if (EffectState.valueOf(text(written, "state")) == EffectState.UNKNOWN) {
            return unknown;
        }
        return unknown.executed(
                new ToolResult(Boolean.TRUE.equals(written.get("ok")), null, (String) written.get("error"), (Boolean)
                        written.get("happened")),
                written.get(EXPIRES) instanceof String expires ? Instant.parse(expires) : null);
    }

    private static String text(Map<?, ?> written, String name) {
        if (written.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("an effect without " + name);
    }
}
