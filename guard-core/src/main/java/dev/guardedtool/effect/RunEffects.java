package dev.guardedtool.effect;

import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.RunState;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.signature.Fingerprint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The effects of one run, which its snapshot carries along without their payloads. */
final class RunEffects {

    static final RunState<InMemoryEffectLedger> STATE =
            RunState.of("effects", RunEffects::empty, RunEffects::write, RunEffects::read);

    private RunEffects() {}

    private static InMemoryEffectLedger empty(GuardPolicy policy) {
        return new InMemoryEffectLedger(policy.effects().maxEntries(), Clock.systemUTC());
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
        }
        return written;
    }

    private static InMemoryEffectLedger read(GuardPolicy policy, Map<String, Object> written) {
        InMemoryEffectLedger ledger = empty(policy);
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
                null);
    }

    private static String text(Map<?, ?> written, String name) {
        if (written.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("an effect without " + name);
    }
}
