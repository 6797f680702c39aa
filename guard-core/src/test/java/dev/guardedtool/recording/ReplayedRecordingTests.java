package dev.guardedtool.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.Mode;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Usage;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy;
import dev.guardedtool.replay.Replay;
import dev.guardedtool.replay.ReplayedDecision;
import dev.guardedtool.replay.ReplayedRun;
import dev.guardedtool.replay.RunReader;
import dev.guardedtool.testing.Given;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What was recorded in shadow mode is decided the same way when it is replayed, though replay sees fingerprints only. */
class ReplayedRecordingTests {

    private static final List<String> TOOLS =
            List.of("look", "look", "look", "find", "write", "pay", "settle", "no", "needs", "rare", "poll");

    private static final List<String> ARGUMENTS = List.of(
            "{\"id\":1}",
            "{\"id\":1.0}",
            "{\"id\":\"one\"}",
            "{\"id\":2}",
            "{\"id\":2,\"note\":\"a\"}",
            "{\"note\":\"a\",\"id\":2}",
            "{\"id\":null}",
            "{\"id\":\"\"}",
            "{}",
            "{\"id\":[1,{\"x\":true}]}",
            "{\"id\":");

    private static final List<ToolResult> RESULTS = List.of(
            ToolResult.ok("found"),
            ToolResult.ok("found"),
            ToolResult.ok("{\"status\":\"DONE\"}"),
            ToolResult.ok("{\"status\":\"CONFLICT\"}"),
            ToolResult.ok("[]"),
            ToolResult.ok(""),
            ToolResult.failed("timeout"),
            ToolResult.failed("503"),
            new ToolResult(false, "no such order", "NotFoundException", null),
            new ToolResult(false, "no such customer", "NotFoundException", null),
            new ToolResult(false, "", "could not find Ann", null),
            ToolResult.failedAfterEffect("timeout"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Disclosure.class)
    void sameRunSameDecisions(Disclosure disclosure) throws Exception {
        Set<String> reasons = new TreeSet<>();
        for (int seed = 0; seed < 120; seed++) {
            GuardPolicy policy = policy();
            Recorder recorder =
                    new Recorder(policy, RecordingPolicy.defaults().disclosing(disclosure, disclosure, disclosure));
            try (GuardRun run = recorder.open()) {
                live(run, new Random(seed));
            }
            Map<Integer, String> live = decisions(recorder.run().get("events"));
            Map<Integer, String> replayed = decisions(replay(recorder, policy));

            assertThat(replayed).as("run " + seed).isEqualTo(live);
            reasons.addAll(live.values());
        }
        assertThat(reasons)
                .contains(
                        "cache identical_toolcall_loop_cache",
                        "block identical_toolcall_loop",
                        "rewrite same_failure",
                        "rewrite sequence_loop",
                        "rewrite max_calls_per_tool",
                        "rewrite no_state_change_loop",
                        "cache idempotent_replay",
                        "block effect_key_conflict",
                        "block policy_deny",
                        "block policy_missing_args",
                        "block arguments_malformed",
                        "escalate token_budget_exceeded");
    }

    private static GuardPolicy policy() {
        GuardPolicy policy = GuardPolicy.defaults().withMode(Mode.SHADOW);
        policy = Given.tool(policy, "write", tool -> tool.effect(Effect.WRITE));
        policy = Given.tool(policy, "pay", tool -> tool.effect(Effect.ONCE).key("#id"));
        policy = Given.tool(policy, "settle", tool -> tool.effect(Effect.ONCE).effectWhen("#result.done"));
        policy = Given.tool(policy, "no", tool -> tool.access(Access.DENY));
        policy = Given.tool(policy, "needs", tool -> tool.requireArgs(Set.of("id")));
        policy = Given.tool(policy, "rare", tool -> tool.maxCalls(1).cache(false));
        policy = Given.tool(policy, "poll", tool -> tool.cache(false));
        policy = repeating(policy, policy.loops().repeat().threshold(), 3);
        BudgetPolicy budget = policy.budget();
        return policy.withBudget(new BudgetPolicy(
                null, 3_000L, budget.warnAt(), budget.callCost(), true, budget.unpriced(), budget.prices()));
    }

    private static GuardPolicy repeating(GuardPolicy policy, int threshold, int pollLimit) {
        LoopPolicy loops = policy.loops();
        LoopPolicy.Repeat repeat = loops.repeat();
        LoopPolicy.Repeat changed = new LoopPolicy.Repeat(
                repeat.enabled(),
                threshold,
                repeat.window(),
                repeat.judgement(),
                repeat.perCaller(),
                pollLimit,
                repeat.maxEntries(),
                repeat.ttl());
        return policy.withLoops(
                new LoopPolicy(changed, loops.jitter(), loops.sequence(), loops.failures(), loops.stall()));
    }

    private static void live(GuardRun run, Random random) {
        String tool = TOOLS.get(0);
        String arguments = ARGUMENTS.get(0);
        ToolResult result = RESULTS.get(0);
        for (int i = 0; i < 60; i++) {
            if (random.nextInt(4) == 0) {
                tool = TOOLS.get(random.nextInt(TOOLS.size()));
            }
            if (random.nextInt(4) == 0) {
                arguments = ARGUMENTS.get(random.nextInt(ARGUMENTS.size()));
            }
            if (random.nextInt(5) == 0) {
                result = RESULTS.get(random.nextInt(RESULTS.size()));
            }
            ToolResult answer = result;
            switch (random.nextInt(12)) {
                case 0 -> run.recordUsage(Usage.of("m", random.nextInt(500), random.nextInt(100)));
                case 1 -> {
                    for (int n = random.nextInt(5); n >= 0; n--) {
                        run.inspectOutput("The same text once more.");
                    }
                }
                case 2 -> {
                    for (int n = 0; n < 8; n++) {
                        run.call(ToolCall.of(n % 2 == 0 ? "look" : "find", "{\"s\":1}"), json -> answer);
                    }
                }
                default -> run.call(ToolCall.of(tool, arguments), json -> answer);
            }
        }
    }

    private static Map<Integer, String> decisions(JsonNode events) {
        Map<Integer, String> decisions = new TreeMap<>();
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = events.get(i);
            if (event.has("decision")) {
                assertThat(event.get("mode").asString()).isEqualTo("shadow");
                decisions.put(
                        i,
                        event.get("decision").asString() + " "
                                + event.get("reason").asString());
            }
        }
        return decisions;
    }

    private static Map<Integer, String> decisions(ReplayedRun replayed) {
        Map<Integer, String> decisions = new TreeMap<>();
        for (ReplayedDecision decision : replayed.decisions()) {
            if (decision.intervention()) {
                decisions.put(
                        decision.event(),
                        decision.type().code() + " " + decision.reason().code());
            }
        }
        return decisions;
    }

    private ReplayedRun replay(Recorder recorder, GuardPolicy policy) throws Exception {
        Path file = Files.write(folder.resolve("runs.jsonl"), recorder.lines());
        try (RunReader reader = RunReader.open(List.of(file))) {
            ReplayedRun replayed = Replay.of(policy).replay(reader.next());
            assertThat(reader.hasNext()).isFalse();
            assertThat(reader.malformed()).isZero();
            return replayed;
        }
    }

    @Test
    void otherThresholdsShowWhatTheyWouldHaveDone() throws Exception {
        GuardPolicy shadow = GuardPolicy.defaults().withMode(Mode.SHADOW);
        Recorder recorder = Recorder.fingerprints(shadow);
        try (GuardRun run = recorder.open()) {
            for (int i = 0; i < 4; i++) {
                run.call(ToolCall.of("look", "{\"id\":1}"), json -> "same");
            }
        }
        recorder.module().close();
        GuardPolicy patient = repeating(shadow, shadow.loops().repeat().threshold() + 1, 10);

        assertThat(decisions(replay(recorder, shadow)))
                .isEqualTo(Map.of(
                        4, "cache identical_toolcall_loop_cache",
                        6, "cache identical_toolcall_loop_cache"));
        assertThat(decisions(replay(recorder, patient))).isEqualTo(Map.of(6, "cache identical_toolcall_loop_cache"));
    }
}
