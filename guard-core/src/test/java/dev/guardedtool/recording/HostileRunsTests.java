package dev.guardedtool.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Nothing that a model or a tool says breaks a line or makes it huge. */
class HostileRunsTests {

    private static final String MEGABYTE = "x".repeat(1_000_000);

    private static final List<String> ARGUMENTS = List.of(
            "{\"a\":",
            "not json",
            "\n\r\u2028\u0085\u0000\u001b[31m",
            "{\"a\":1,\"a\":2}",
            "{\"a\":\"\\uD800\"}",
            "\uDC00{}",
            "[]",
            "\"text\"",
            "17",
            "null",
            "{\"\":{\"\\u0000\":\"\\u0007\"}}",
            "{\"a\":\"" + MEGABYTE + "\"}",
            "{\"" + MEGABYTE.substring(0, 900_000) + "\":1}",
            "{\"a\":[" + "1,".repeat(300_000) + "1]}",
            "{\"a\":[" + "\"" + "y".repeat(3_999) + "\"," + "1]}",
            "{" + "\"a\":{".repeat(190) + "\"b\":1" + "}".repeat(190) + "}",
            "[".repeat(100_000),
            "{\"n\":1e999999999,\"m\":" + "9".repeat(900) + "}",
            MEGABYTE + MEGABYTE);

    private static final Object UNPRINTABLE = new Object() {
        @Override
        public String toString() {
            throw new IllegalStateException("no text");
        }
    };

    @ParameterizedTest
    @EnumSource(Disclosure.class)
    void everyLineIsOneValidLine(Disclosure disclosure) {
        RecordingPolicy policy = RecordingPolicy.defaults()
                .disclosing(disclosure, disclosure, disclosure)
                .limitedTo(10_000, 100_000_000);
        Recorder recorder = new Recorder(GuardPolicy.defaults(), policy);
        try (GuardRun run = recorder.open()) {
            for (String text : ARGUMENTS) {
                Decision decision = run.check(ToolCall.of("look", text));
                if (decision.allowed()) {
                    run.record(decision.handle(), ToolResult.ok(text));
                }
                run.observe(ToolCall.of(text, text), new ToolResult(false, text, text, null));
                run.inspectOutput(text);
            }
            run.observe(ToolCall.of("look", "{}"), ToolResult.ok(UNPRINTABLE));
            run.observe(ToolCall.of("look", "{}"), ToolResult.ok(null));
            run.observe(ToolCall.of("look", "{}"), ToolResult.failed(null));
            run.observe(ToolCall.of("look", "{}"), ToolResult.ok(Map.of("a", List.of(1))));
        }

        JsonNode line = recorder.run();
        String text = recorder.lines().get(0);
        assertThat(text.lines()).hasSize(1);
        assertThat(text).endsWith("]}\n");
        assertThat(text.length()).isLessThan(600_000);
        assertThat(line.get("meta").get("dropped").asInt()).isZero();
        for (JsonNode event : line.get("events")) {
            assertThat(event.path("text").asString("").length()).isLessThanOrEqualTo(Disguise.LONGEST_TEXT);
            assertThat(event.path("tool").asString("").length()).isLessThanOrEqualTo(128);
            assertThat(event.path("error").asString("").length()).isLessThanOrEqualTo(200);
            assertThat(event.path("args").toString().length()).isLessThanOrEqualTo(64_000);
        }
    }

    @ParameterizedTest
    @EnumSource(Disclosure.class)
    void longTextsThatDifferInTheEndStayDifferent(Disclosure disclosure) {
        Recorder recorder = new Recorder(
                GuardPolicy.defaults(), RecordingPolicy.defaults().disclosing(disclosure, disclosure, disclosure));
        try (GuardRun run = recorder.open()) {
            for (String end : List.of("1", "2", "1")) {
                String text = "z".repeat(10_000) + end;
                run.call(ToolCall.of("look", "{\"a\":\"" + text + "\"}"), arguments -> text);
                run.inspectOutput(text);
            }
        }

        JsonNode events = recorder.run().get("events");
        for (int i = 0; i < 3; i++) {
            for (String field : List.of("args", "text")) {
                assertThat(events.get(i).get(field)).isEqualTo(events.get(i + 6).get(field));
                if (events.get(i).has(field)) {
                    assertThat(events.get(i).get(field))
                            .isNotEqualTo(events.get(i + 3).get(field));
                }
            }
        }
    }
}
