package dev.guardedtool.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Usage;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** A run is one line that says what happened, in order. */
class RecordedRunTests {

    private static final ToolCall LOOK = ToolCall.of("look", "{\"id\": 7, \"deep\": {\"a\": [true, null, \"x\"]}}");
    private static final GuardPolicy POLICY =
            Given.tool(Given.tool("no", tool -> tool.access(Access.DENY)), "pay", tool -> tool.effect(Effect.ONCE));

    @Test
    void inTheClearItReadsAsItHappened() {
        Recorder recorder = Recorder.clear(POLICY);
        try (GuardRun run = recorder.open()) {
            run.recordUsage(new Usage("m-1", 100, 20, 40, null, true));
            run.inspectOutput("Let me look.");
            run.call(LOOK, arguments -> "seen\n\"it\"");
            run.call(ToolCall.of("look", null), arguments -> {
                throw new IllegalStateException("gone");
            });
            run.recordUsage(Usage.unreported(null));
            run.call(ToolCall.of("no", "{}"), arguments -> "never");
        }

        assertThat(recorder.events())
                .containsExactly(
                        "{\"type\":\"usage\",\"model\":\"m-1\",\"input_tokens\":100,\"output_tokens\":20,"
                                + "\"cached_input_tokens\":40,\"total\":120}",
                        "{\"type\":\"assistant\",\"text\":\"Let me look.\"}",
                        "{\"type\":\"tool_call\",\"tool\":\"look\","
                                + "\"args\":{\"id\":7,\"deep\":{\"a\":[true,null,\"x\"]}},\"turn\":1}",
                        "{\"type\":\"tool_result\",\"ok\":true,\"text\":\"seen\\n\\\"it\\\"\"}",
                        "{\"type\":\"tool_call\",\"tool\":\"look\",\"args\":{},\"turn\":1}",
                        "{\"type\":\"tool_result\",\"ok\":false,\"text\":\"gone\",\"error\":\"IllegalStateException\"}",
                        "{\"type\":\"usage\"}",
                        "{\"type\":\"tool_call\",\"tool\":\"no\",\"args\":{},\"turn\":2,"
                                + "\"decision\":\"block\",\"reason\":\"policy_deny\"}");
    }

    @Test
    void theLineSaysWhereItComesFromAndHowItWasMade() {
        Recorder recorder = Recorder.fingerprints(GuardPolicy.defaults().withMode(Mode.SHADOW));
        try (GuardRun run = recorder.open()) {
            run.recordUsage(Usage.of("m-1", 1, 1));
        }

        JsonNode line = recorder.run();
        assertThat(line.propertyNames())
                .containsExactly("dataset", "run_id", "model", "success", "attack", "meta", "events");
        assertThat(line.get("dataset").asString()).isEqualTo("agent");
        assertThat(line.get("run_id").asString()).isEqualTo("run-1");
        assertThat(line.get("model").asString()).isEqualTo("m-1");
        assertThat(line.get("success").isNull()).isTrue();
        assertThat(line.get("attack").isNull()).isTrue();
        assertThat(line.get("meta").toString())
                .matches("\\{\"recorded_by\":\"guardedtool\",\"closed_at\":\"20[^\"]+Z\",\"mode\":\"shadow\","
                        + "\"arguments\":\"fingerprint\",\"results\":\"fingerprint\",\"texts\":\"fingerprint\","
                        + "\"dropped\":0}");
    }

    @Test
    void asFingerprintsItKeepsStructureAndEquality() {
        Recorder recorder = Recorder.fingerprints(POLICY);
        try (GuardRun run = recorder.open()) {
            run.inspectOutput("Hello");
            run.call(LOOK, arguments -> "seen");
            run.call(
                    ToolCall.of("look", "{\"deep\":{\"a\":[true,null,\"x\"]},\"id\":7.0,\"x\":\"\"}"),
                    arguments -> "seen");
            run.call(ToolCall.of("look", "{\"id\":\"7\"}"), arguments -> "[]");
        }

        JsonNode events = recorder.run().get("events");
        String first = events.get(1).get("args").toString();
        assertThat(first)
                .matches("\\{\"id\":\"fp[0-9a-f]{12}\",\"deep\":\\{\"a\":"
                        + "\\[\"fp[0-9a-f]{12}\",null,\"fp[0-9a-f]{12}\"]}}");
        JsonNode again = events.get(3).get("args");
        assertThat(again.get("id")).isEqualTo(events.get(1).get("args").get("id"));
        assertThat(again.get("deep")).isEqualTo(events.get(1).get("args").get("deep"));
        assertThat(again.get("x").asString()).isEmpty();
        assertThat(events.get(5).get("args").get("id")).isNotEqualTo(again.get("id"));
        assertThat(events.get(2).get("text").asString()).matches("fp[0-9a-f]{12}");
        assertThat(events.get(2).get("length").asInt()).isEqualTo(4);
        assertThat(events.get(4)).isEqualTo(events.get(2));
        assertThat(events.get(6).get("text").asString()).isEqualTo("[]");
        assertThat(events.get(0).toString())
                .matches("\\{\"type\":\"assistant\",\"text\":\"fp[0-9a-f]{12}\",\"length\":5}");
    }

    @Test
    void textsOfNumbersAreNumbersWhereTheSchemaSaysSo() {
        Recorder recorder = Recorder.fingerprints(POLICY);
        try (GuardRun run = recorder.open()) {
            run.call(ToolCall.of("look", "{\"id\":50}"), arguments -> "a");
            run.call(
                    ToolCall.of("look", "{\"id\":\"50.00\"}").withNumericArguments(java.util.Set.of("id")),
                    arguments -> "a");
        }

        JsonNode events = recorder.run().get("events");
        assertThat(events.get(2).get("args")).isEqualTo(events.get(0).get("args"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"WARN", "SHADOW"})
    void whatWasNotCarriedOutHasAModeAndAResult(Mode mode) {
        Recorder recorder = Recorder.clear(POLICY.withMode(mode));
        try (GuardRun run = recorder.open()) {
            run.call(ToolCall.of("no", "{}"), arguments -> "done");
            for (int i = 0; i < 6; i++) {
                run.inspectOutput("I am still working on it, please wait a moment.");
            }
        }

        List<String> events = recorder.events();
        String word = mode.name().toLowerCase();
        assertThat(events)
                .startsWith(
                        "{\"type\":\"tool_call\",\"tool\":\"no\",\"args\":{},\"turn\":1,\"decision\":\"block\","
                                + "\"reason\":\"policy_deny\",\"mode\":\"" + word + "\"}",
                        "{\"type\":\"tool_result\",\"ok\":true,\"text\":\"done\"}");
        assertThat(events)
                .anyMatch(event -> event.endsWith("\"decision\":\"rewrite\","
                        + "\"reason\":\"no_state_change_loop\",\"mode\":\"" + word + "\"}"));
    }

    @Test
    void anAnswerFromMemoryHasTheResultThatWasServed() {
        Recorder recorder = Recorder.clear(POLICY);
        try (GuardRun run = recorder.open()) {
            run.call(ToolCall.of("pay", "{}"), arguments -> "paid");
            run.call(ToolCall.of("pay", "{}"), arguments -> "paid twice");
        }

        assertThat(recorder.events())
                .endsWith(
                        "{\"type\":\"tool_call\",\"tool\":\"pay\",\"args\":{},\"turn\":2,\"decision\":\"cache\","
                                + "\"reason\":\"idempotent_replay\"}",
                        "{\"type\":\"tool_result\",\"ok\":true,\"text\":\"paid\"}");
    }

    @Test
    void callsAtTheSameTimeAreCallAndResultInTurn() {
        Recorder recorder = Recorder.clear(POLICY);
        try (GuardRun run = recorder.open()) {
            run.recordUsage(Usage.of("m", 1, 1));
            Decision one = run.check(ToolCall.of("one", "{}"));
            Decision two = run.check(ToolCall.of("two", "{}"));
            Decision three = run.check(ToolCall.of("three", "{}"));
            run.record(three.handle(), ToolResult.ok("3"));
            run.record(one.handle(), ToolResult.ok("1"));
            run.recordUsage(Usage.of("m", 1, 1));
            run.record(run.check(ToolCall.of("four", "{}")).handle(), ToolResult.ok("4"));
            assertThat(two.allowed()).isTrue();
        }

        assertThat(recorder.events())
                .extracting(event -> event.replaceAll(
                        "\\{\"type\":\"(\\w+)\"(?:.*\"tool\":\"(\\w+)\".*\"turn\":(\\d+))?(?:.*\"text\":\"(\\w+)\")?.*",
                        "$1 $2 $3 $4"))
                .extracting(String::strip)
                .containsExactly(
                        "usage",
                        "tool_call one 1",
                        "tool_result   1",
                        "tool_call two 1",
                        "tool_call three 1",
                        "tool_result   3",
                        "usage",
                        "tool_call four 2",
                        "tool_result   4");
    }

    @Test
    void refusalsOfOthersAndCallsThatNobodyAskedForAreThere() {
        Recorder recorder = Recorder.clear(POLICY);
        try (GuardRun run = recorder.open()) {
            run.overrule(run.check(ToolCall.of("pay", "{}")).handle(), Explanation.of(GuardReason.ACCESS_DENIED));
            run.observe(ToolCall.of("search", "{}"), ToolResult.ok("found"));
        }

        assertThat(recorder.events())
                .containsExactly(
                        "{\"type\":\"tool_call\",\"tool\":\"pay\",\"args\":{},\"turn\":1,\"decision\":\"block\","
                                + "\"reason\":\"access_denied\"}",
                        "{\"type\":\"tool_call\",\"tool\":\"search\",\"args\":{},\"turn\":2}",
                        "{\"type\":\"tool_result\",\"ok\":true,\"text\":\"found\"}");
    }

    @Test
    void whetherAnEffectHappenedIsSaidWhereNobodyElseCouldTell() {
        GuardPolicy policy = Given.tool("pay", tool -> tool.effect(Effect.ONCE).effectWhen("#result.done"));
        Recorder recorder = Recorder.fingerprints(policy);
        try (GuardRun run = recorder.open()) {
            run.call(ToolCall.of("pay", "{\"a\":1}"), arguments -> "{\"done\":true}");
            run.call(ToolCall.of("pay", "{\"a\":2}"), arguments -> "{\"done\":false}");
            run.call(ToolCall.of("look", "{}"), arguments -> ToolResult.failedAfterEffect("timeout"));
            run.call(ToolCall.of("look", "{\"a\":1}"), arguments -> "seen");
        }

        JsonNode events = recorder.run().get("events");
        assertThat(events.get(1).get("effect_executed").asBoolean()).isTrue();
        assertThat(events.get(3).get("effect_executed").asBoolean()).isFalse();
        assertThat(events.get(5).get("effect_executed").asBoolean()).isTrue();
        assertThat(events.get(7).has("effect_executed")).isFalse();
    }

    @Test
    void aRunWithoutAnythingIsNoLine() {
        Recorder recorder = Recorder.clear(POLICY);
        recorder.open().close();
        recorder.module().close();

        assertThat(recorder.lines()).isEmpty();
    }

    @Test
    void whatComesAfterTheEndIsCountedAndSpoilsNothing() {
        Recorder recorder = Recorder.clear(POLICY);
        GuardRun run = recorder.open();
        Decision open = run.check(LOOK);
        run.close();
        run.record(open.handle(), ToolResult.ok("late"));
        run.inspectOutput("late");
        run.recordUsage(Usage.of("late", 1, 1));
        run.check(LOOK);

        assertThat(recorder.events()).singleElement().asString().contains("tool_call");
        assertThat(recorder.module().counts()).isEqualTo(new RecordingCounts(1, 0, 4, 0));
    }

    @Test
    void aLongRunKeepsItsBeginningAndSaysWhatIsMissing() {
        Recorder recorder = new Recorder(POLICY, RecordingPolicy.defaults().limitedTo(10, 1_000_000));
        try (GuardRun run = recorder.open()) {
            for (int i = 0; i < 30; i++) {
                run.call(ToolCall.of("look", "{\"i\":" + i + "}"), arguments -> "seen");
            }
        }

        JsonNode line = recorder.run();
        assertThat(line.get("events")).hasSize(20);
        assertThat(line.get("meta").get("dropped").asInt()).isEqualTo(40);
        assertThat(recorder.module().counts().droppedEvents()).isEqualTo(40);
    }

    @Test
    void aLargeRunKeepsItsBeginningAndSaysWhatIsMissing() {
        RecordingPolicy small = RecordingPolicy.defaults()
                .disclosing(Disclosure.CLEAR, Disclosure.CLEAR, Disclosure.CLEAR)
                .limitedTo(1_000, 5_000);
        Recorder recorder = new Recorder(POLICY, small);
        try (GuardRun run = recorder.open()) {
            for (int i = 0; i < 30; i++) {
                String text = String.valueOf(i).repeat(700);
                run.call(ToolCall.of("look", "{\"i\":\"" + text + "\"}"), arguments -> text);
            }
        }

        JsonNode line = recorder.run();
        assertThat(line.toString().length()).isBetween(4_000, 8_000);
        assertThat(line.get("meta").get("dropped").asInt())
                .isEqualTo(60 - line.get("events").size());
    }
}
