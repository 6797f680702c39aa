package dev.guardedtool.conformance;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Usage;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.RunSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Plays one case step by step and collects what differs from its expectations. */
final class CaseRun {

    private static final CallHandle NO_CALL = new CallHandle() {
        @Override
        public ToolName tool() {
            return ToolName.of("none");
        }

        @Override
        public String callId() {
            return "none";
        }

        @Override
        public String argumentsJson() {
            return "{}";
        }
    };

    private final JsonNode test;
    private final boolean engineForm;
    private final Guard guard;
    private final List<String> differences = new ArrayList<>();
    private final List<CallHandle> open = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private GuardRun run;

    CaseRun(JsonNode test) {
        this.test = test;
        this.engineForm = "engine".equals(test.path("api").stringValue(""));
        JsonNode config = test.get("config");
        this.guard = Guard.builder(CasePolicy.of(config))
                .secretKey(key(config))
                .clock(new SteppedClock())
                .build();
        this.run = start();
    }

    /** Keys of cases may be shorter than the guard accepts; they only matter by being different. */
    private static byte[] key(JsonNode config) {
        byte[] key = config.path("secret_key").stringValue("").getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(key, Math.max(key.length, 32));
    }

    private GuardRun start() {
        return guard.open(RunContext.anonymous()
                .withRunId(test.path("config").path("run_id").stringValue("run-1")));
    }

    List<String> play() {
        int index = 0;
        for (JsonNode step : test.get("steps").values()) {
            String where = test.get("id").stringValue() + " step " + index++ + " "
                    + step.get("op").stringValue();
            try {
                step(step, where);
            } catch (RuntimeException e) {
                differences.add(where + ": threw " + e);
            }
        }
        differences.addAll(FinalState.differences(test, guard.policy(), run.report()));
        return differences;
    }

    private void step(JsonNode step, String where) {
        switch (step.get("op").stringValue()) {
            case "check" -> check(step, where);
            case "result" -> result(step, where);
            case "output" -> output(step, where);
            case "tokens" -> tokens(step);
            case "advance" ->
                now = now.plusNanos(Math.round(step.get("seconds").doubleValue()
                        * Duration.ofSeconds(1).toNanos()));
            case "roundtrip" -> {
                RunSnapshot copy = RunSnapshot.fromJson(run.snapshot().toJson());
                run = guard.restore(copy, RunContext.anonymous());
            }
            case "reset" -> {
                open.clear();
                run = start();
            }
            default -> differences.add(where + ": unknown step");
        }
    }

    private void check(JsonNode step, String where) {
        JsonNode expected = step.path("expect");
        Decision decision;
        try {
            decision = run.check(call(step));
        } catch (IllegalStateException e) {
            expect(where, expected.path("error").stringValue(""), "RuntimeError");
            return;
        }
        if (expected.isMissingNode() || expected.isNull()) {
            return;
        }
        boolean shadowed = decision instanceof Decision.Allow allow && allow.instead() != null;
        expect(where, expected.path("action").stringValue(""), decision.type().code());
        expect(where, expected.path("reason").stringValue(""), shadowed ? "shadow_allow" : reason(decision));
        if (expected.has("cached") && decision instanceof Decision.Cache cache) {
            cached(where, expected.get("cached"), cache.result());
        }
        if (decision.allowed()) {
            if (!engineForm) {
                open.clear();
            }
            open.add(decision.handle());
        } else if (!engineForm) {
            open.clear();
        }
    }

    private ToolCall call(JsonNode step) {
        JsonNode args = step.path("args");
        JsonNode ticket = step.path("ticket");
        JsonNode sideEffect = step.path("side_effect");
        return ToolCall.of(
                        step.get("tool").stringValue(), args.isMissingNode() || args.isNull() ? null : args.toString())
                .withTicket(ticket.isMissingNode() || ticket.isNull() ? null : ticket.asString())
                .withEffect(
                        sideEffect.isMissingNode() || sideEffect.isNull()
                                ? null
                                : sideEffect.booleanValue() ? Effect.ONCE : Effect.READ);
    }

    private void cached(String where, JsonNode expected, ToolResult result) {
        expect(where + " cached ok", expected.path("ok").booleanValue(true), result.ok());
        if (expected.has("payload")) {
            expect(where + " cached payload", payload(expected.get("payload")), result.payload());
        }
    }

    private void result(JsonNode step, String where) {
        CallHandle handle = handle(step);
        boolean recorded = handle != NO_CALL;
        String error = "";
        if (engineForm && !recorded && !step.path("cached").booleanValue(false)) {
            run.observe(call(step), toolResult(step));
            recorded = true;
        } else if (!step.path("cached").booleanValue(false)) {
            try {
                run.record(handle, toolResult(step));
            } catch (IllegalStateException e) {
                error = "RuntimeError";
            }
        }
        JsonNode expected = step.path("expect");
        expect(where, expected.path("error").stringValue(""), error);
        if (expected.has("recorded")) {
            expect(where + " recorded", expected.get("recorded").booleanValue(), recorded);
        }
    }

    private CallHandle handle(JsonNode step) {
        String tool = step.path("tool").stringValue("");
        for (int i = open.size() - 1; i >= 0; i--) {
            if (!engineForm || open.get(i).tool().value().equals(tool)) {
                return open.remove(i);
            }
        }
        return NO_CALL;
    }

    private static ToolResult toolResult(JsonNode step) {
        JsonNode executed = step.path("side_effect_executed");
        boolean ok = step.path("ok").booleanValue(true);
        return new ToolResult(
                ok,
                payload(step.path("payload")),
                step.path("error_code").stringValue(null),
                executed.isMissingNode() || executed.isNull() ? null : executed.booleanValue());
    }

    private static @Nullable String payload(JsonNode payload) {
        return payload.isMissingNode() || payload.isNull() ? null : payload.toString();
    }

    private void output(JsonNode step, String where) {
        JsonNode text = step.path("text");
        Optional<Decision> decision = run.inspectOutput(text.stringValue(null));
        JsonNode expected = step.path("expect");
        expect(
                where,
                expected.path("action").stringValue(""),
                decision.map(d -> d.type().code()).orElse(""));
        expect(
                where,
                expected.path("reason").stringValue(""),
                decision.map(CaseRun::reason).orElse(""));
    }

    private void tokens(JsonNode step) {
        JsonNode override = step.path("cost_override");
        run.recordUsage(new Usage(
                null,
                step.path("input").longValue(0),
                step.path("output").longValue(0),
                0,
                override.isMissingNode() || override.isNull() ? null : new Money(override.decimalValue()),
                true));
    }

    static String reason(Decision decision) {
        String detail = decision.explanation().detail();
        return decision.reason().code() + (detail.isEmpty() ? "" : ":" + detail);
    }

    private void expect(String where, @Nullable Object expected, @Nullable Object actual) {
        if (expected == null ? actual != null : !expected.equals(actual)) {
            differences.add(where + ": expected " + expected + ", was " + actual);
        }
    }

    private final class SteppedClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
