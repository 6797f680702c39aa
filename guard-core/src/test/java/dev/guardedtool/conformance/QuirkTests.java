package dev.guardedtool.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.DecisionType;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Reason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy;
import dev.guardedtool.policy.StallPolicy;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import dev.guardedtool.testing.Together;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where cases of the reference are tagged {@code quirk:*}, the default profile differs on purpose. The name of each test
 * ends with the promise that it keeps.
 */
class QuirkTests {

    private static final String SORRY = "I apologize for the delay.";

    @Test
    void everyTagOfTheCasesHasATest() throws IOException {
        Set<String> tagged = Arrays.stream(QuirkTests.class.getDeclaredMethods())
                .map(method -> method.getAnnotation(Tag.class))
                .filter(Objects::nonNull)
                .map(Tag::value)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tagged).isEqualTo(quirks());
    }

    private static Set<String> quirks() throws IOException {
        try (InputStream cases = Objects.requireNonNull(QuirkTests.class.getResourceAsStream("aura-cases.json"))) {
            Set<String> quirks = new TreeSet<>();
            JsonMapper.builder()
                    .build()
                    .readTree(cases)
                    .values()
                    .forEach(test -> test.path("tags").values().forEach(tag -> {
                        if (tag.stringValue().startsWith("quirk:")) {
                            quirks.add(tag.stringValue());
                        }
                    }));
            return quirks;
        }
    }

    @Test
    @Tag("quirk:blocks-refresh")
    void aToolWhoseAnswersMayNotBeKeptRunsWithinThePollLimit_polling() {
        GuardRun run = Given.run(Given.tool("job_status", tool -> tool.cache(false)));
        for (int i = 0; i < 20; i++) {
            assertThat(read(run, "job_status", "{\"id\":1}", "pending").allowed())
                    .isTrue();
        }

        assertThat(reason(run, "job_status", "{\"id\":1}")).isEqualTo(GuardReason.IDENTICAL_TOOLCALL_LOOP);
    }

    @Test
    @Tag("quirk:blocks-refresh")
    void anExpiredAnswerIsFetchedAgain_polling() {
        TestClock clock = new TestClock();
        GuardRun run = Given.guard(Given.tool("get_order", tool -> tool.cacheTtl(Duration.ofSeconds(10))))
                .clock(clock)
                .build()
                .open(RunContext.anonymous());
        read(run, "get_order", "{\"id\":1}", "order 1");
        read(run, "get_order", "{\"id\":1}", "order 1");
        assertThat(run.check(ToolCall.of("get_order", "{\"id\":1}")).type()).isEqualTo(DecisionType.CACHE);

        clock.advance(Duration.ofSeconds(10));

        assertThat(read(run, "get_order", "{\"id\":1}", "order 1").allowed()).isTrue();
    }

    @Test
    @Tag("quirk:sticky-stall")
    void progressTakesTheRequestForAnOutcomeBack_stall() {
        GuardRun run = Given.run(GuardPolicy.defaults());
        stall(run);

        read(run, "get_order", "{\"id\":1}", "order 1");

        assertThat(run.inspectOutput("Your order ships tomorrow.")).isEmpty();
        assertThat(run.inspectOutput("Anything else?")).isEmpty();
    }

    @Test
    @Tag("quirk:cross-ticket-cache")
    void whatOneCaseWasToldIsNotToldToAnother_crossCustomer() {
        GuardRun run = Given.run(Given.tool("my_orders", tool -> tool.effect(Effect.READ)));
        for (String ticket : List.of("t1", "t1", "t2", "t2")) {
            ToolCall call = ToolCall.of("my_orders", "{}").withTicket(ticket);
            run.record(run.check(call).handle(), ToolResult.ok("orders of " + ticket));
        }

        assertThat(served(run, "my_orders", "t1")).isEqualTo("orders of t1");
        assertThat(served(run, "my_orders", "t2")).isEqualTo("orders of t2");
        assertThat(run.check(ToolCall.of("my_orders", "{}").withTicket("t3")).allowed())
                .isTrue();
    }

    private static Object served(GuardRun run, String tool, String ticket) {
        return ((Decision.Cache) run.check(ToolCall.of(tool, "{}").withTicket(ticket)))
                .result()
                .payload();
    }

    @Test
    @Tag("quirk:side-effect-not-progress")
    void anExecutedEffectIsProgress_stall() {
        GuardRun run = Given.run(Given.tool("refund", tool -> tool.effect(Effect.ONCE)));
        for (int i = 0; i < 5; i++) {
            assertThat(run.inspectOutput(SORRY)).isEmpty();
            run.call(ToolCall.of("refund", "{\"order\":" + i + "}"), arguments -> "refunded");
        }
    }

    @Test
    @Tag("quirk:side-effect-not-progress")
    void aNewAnswerThatMayNotBeKeptIsProgress_stall() {
        GuardRun run = Given.run(Given.tool("poll", tool -> tool.cache(false)));
        for (int i = 0; i < 5; i++) {
            assertThat(run.inspectOutput(SORRY)).isEmpty();
            read(run, "poll", "{}", "v" + i);
        }
    }

    @Test
    @Tag("quirk:cache-capacity")
    void atCapacityTheOldestAnswerGoesAndNoOldOneIsServed_staleRead() {
        GuardRun run = Given.run(GuardPolicy.defaults().withLoops(remembering(3)));
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5; i++) {
                read(run, "search", "{\"q\":" + i + "}", "r" + i);
            }
        }
        read(run, "search", "{\"q\":4}", "new");
        read(run, "search", "{\"q\":4}", "new");

        assertThat(((Decision.Cache) run.check(ToolCall.of("search", "{\"q\":4}")))
                        .result()
                        .payload())
                .isEqualTo("new");
        assertThat(run.check(ToolCall.of("search", "{\"q\":0}")).allowed()).isTrue();
    }

    private static LoopPolicy remembering(int entries) {
        LoopPolicy loops = LoopPolicy.defaults();
        LoopPolicy.Repeat repeat = loops.repeat();
        return new LoopPolicy(
                new LoopPolicy.Repeat(
                        true,
                        repeat.threshold(),
                        repeat.window(),
                        repeat.judgement(),
                        repeat.perCaller(),
                        repeat.pollLimit(),
                        entries,
                        null),
                loops.jitter(),
                loops.sequence(),
                loops.failures(),
                loops.stall());
    }

    @Test
    @Tag("quirk:replay-of-failure")
    void aFailureAfterTheEffectIsReplayedAsWhatItWas_failedReplay() {
        GuardRun run = Given.run(Given.tool("refund", tool -> tool.effect(Effect.ONCE)));
        ToolCall refund = ToolCall.of("refund", "{\"order\":1}");
        run.record(run.check(refund).handle(), ToolResult.failedAfterEffect("timeout"));

        for (int i = 0; i < 5; i++) {
            ToolOutcome replay = run.call(refund, arguments -> "again");
            assertThat(replay.executed()).isFalse();
            assertThat(replay.result()).isEqualTo(ToolResult.failedAfterEffect("timeout"));
        }

        assertThat(run.report().failed()).isEqualTo(1);
        assertThat(run.check(ToolCall.of("refund", "{\"order\":2}")).allowed()).isTrue();
    }

    @Test
    @Tag("quirk:inflight-side-effect")
    void anEffectThatIsUnderWayIsNotStartedAgain_parallel() throws Exception {
        GuardRun run = Given.run(Given.tool("refund", tool -> tool.effect(Effect.ONCE)));
        AtomicInteger executions = new AtomicInteger();

        List<ToolOutcome> outcomes = Together.run(
                3,
                i -> run.call(
                        ToolCall.of("refund", "{\"order\":1}"), arguments -> "refund " + executions.incrementAndGet()));

        assertThat(executions).hasValue(1);
        assertThat(outcomes).extracting(ToolOutcome::payload).containsOnly("refund 1");
    }

    @Test
    @Tag("quirk:interleaved-error-streak")
    void errorsWarnAndOnlyTheSameFailureIsRefused_errors() {
        GuardRun run = Given.run(GuardPolicy.defaults());
        for (String code : List.of("429", "500", "404", "429", "429", "429")) {
            Decision decision =
                    run.check(ToolCall.of("api", "{\"i\":" + run.report().allowed() + "}"));
            run.record(decision.handle(), ToolResult.failed(code));
        }
        assertThat(run.check(ToolCall.of("api", "{\"i\":99}")).allowed()).isTrue();
        ToolCall same = ToolCall.of("api", "{\"i\":100}");
        run.record(run.check(same).handle(), ToolResult.failed("429"));
        run.record(run.check(same).handle(), ToolResult.failed("429"));

        assertThat(run.check(same).reason()).isEqualTo(GuardReason.SAME_FAILURE);
    }

    @Test
    @Tag("quirk:english-only")
    void questionsInAnyScriptAreCompared_jitter() {
        GuardRun run = Given.run(Given.tool("search_kb", tool -> tool.queryArgs(List.of("query"))));
        for (String query : List.of("退款 政策 一", "退款 政策 二", "退款 政策 三")) {
            read(run, "search_kb", "{\"query\":\"" + query + "\"}", "没有结果");
        }

        assertThat(reason(run, "search_kb", "{\"query\":\"退款 政策 四\"}")).isEqualTo(GuardReason.ARG_JITTER_LOOP);
    }

    @Test
    @Tag("quirk:english-only")
    void textsInAnyScriptAreCompared_stall() {
        GuardRun run = Given.run(GuardPolicy.defaults());
        for (int i = 0; i < 4; i++) {
            assertThat(run.inspectOutput("请稍等")).isEmpty();
        }

        assertThat(run.inspectOutput("请稍等")).map(Decision::reason).contains((Reason) GuardReason.NO_STATE_CHANGE_LOOP);
    }

    @Test
    @Tag("quirk:numeric-spelling")
    void oneNumberIsOneCallAndTrueIsNone_numbers() {
        GuardRun run = Given.run(GuardPolicy.defaults());
        read(run, "a", "{\"x\":1}", "p");
        read(run, "a", "{\"x\":1.0}", "p");

        assertThat(run.check(ToolCall.of("a", "{\"x\":1e0}")).type()).isEqualTo(DecisionType.CACHE);
        assertThat(run.check(ToolCall.of("a", "{\"x\":true}")).allowed()).isTrue();
        assertThat(run.check(ToolCall.of("a", "{\"x\":\"1\"}")).allowed()).isTrue();
        assertThat(run.check(ToolCall.of("a", "{\"x\":\"1.0\"}").withNumericArguments(Set.of("x")))
                        .type())
                .isEqualTo(DecisionType.CACHE);
    }

    @Test
    @Tag("quirk:jitter-entities")
    void questionsAboutDifferentThingsAreDifferent_jitter() {
        GuardRun run = Given.run(Given.tool("search_kb", tool -> tool.queryArgs(List.of("query"))));
        for (int i = 1000; i < 1020; i++) {
            String arguments = "{\"query\":\"order status " + i + "\"}";
            assertThat(read(run, "search_kb", arguments, "shipped").allowed()).isTrue();
        }
    }

    @Test
    @Tag("quirk:unreachable-config")
    void asManyStepsAreRememberedAsTheRuleNeeds_sequence() {
        LoopPolicy loops = LoopPolicy.defaults();
        GuardRun run = Given.run(GuardPolicy.defaults()
                .withLoops(new LoopPolicy(
                        new LoopPolicy.Repeat(false, 3, 12, LoopPolicy.RepeatJudgement.ANSWERS, true, 20, 1_000, null),
                        loops.jitter(),
                        new LoopPolicy.Sequence(true, 7, 2, 12, LoopPolicy.SequenceJudgement.NOVELTY),
                        loops.failures(),
                        loops.stall())));
        for (int i = 0; i < 13; i++) {
            String tool = i % 2 == 0 ? "a" : "b";
            assertThat(read(run, tool, "{}", "same").allowed()).isTrue();
        }

        assertThat(reason(run, "b", "{}")).isEqualTo(GuardReason.SEQUENCE_LOOP);
    }

    @Test
    @Tag("quirk:sequence-entities")
    void theSameStepsOverDifferentThingsAreWork_sequence() {
        GuardRun run = Given.run(GuardPolicy.defaults());
        for (int page = 0; page < 20; page++) {
            String arguments = "{\"n\":" + page + "}";
            assertThat(read(run, "fetch_page", arguments, "page " + page).allowed())
                    .isTrue();
            assertThat(read(run, "summarise", arguments, "summary " + page).allowed())
                    .isTrue();
        }
    }

    @Test
    @Tag("quirk:crash")
    void anOutcomeOfTheWrongShapeIsNoOutcome_stall() {
        for (String text : List.of(
                "{\"action\":[\"finalize\"],\"reason\":\"r\"}",
                "{\"action\":{\"finalize\":1},\"reason\":\"r\"}",
                "{\"action\":null,\"reason\":\"r\"}",
                "{\"action\":\"finalize\",\"reason\":7,\"reply_draft\":\"x\"}",
                "{\"action\":\"finalize\",\"reason\":\"r\",\"reply_draft\":[]}",
                "{".repeat(5_000) + "}".repeat(5_000))) {
            GuardRun run = Given.run(GuardPolicy.defaults());
            stall(run);

            assertThat(run.inspectOutput(text).map(Decision::reason)).as(text).contains((Reason)
                    GuardReason.STALL_NONCOMPLIANT_FORCED_OUTCOME);
        }
    }

    @Test
    @Tag("quirk:progress-cap")
    void whatCanNoLongerBeToldFromProgressCountsAsIt_stall() {
        GuardPolicy policy = GuardPolicy.defaults();
        GuardRun run = Given.run(policy.withLoops(new LoopPolicy(
                policy.loops().repeat(),
                policy.loops().jitter(),
                policy.loops().sequence(),
                policy.loops().failures(),
                tracking(policy.loops().stall(), 1))));
        for (int i = 0; i < 5; i++) {
            read(run, "get_order", "{\"id\":" + i + "}", "order " + i);
            assertThat(run.inspectOutput(SORRY)).isEmpty();
        }
    }

    private static StallPolicy tracking(StallPolicy stall, int most) {
        return new StallPolicy(
                true,
                stall.similarity(),
                stall.noChange(),
                stall.patternScore(),
                stall.patternStreak(),
                stall.maxRewrites(),
                stall.disarms(),
                stall.effectsAreProgress(),
                most,
                stall.phrases(),
                stall.judgement());
    }

    private static void stall(GuardRun run) {
        run.inspectOutput(SORRY);
        Optional<Decision> asked = run.inspectOutput(SORRY);
        assertThat(asked.map(Decision::reason)).contains((Reason) GuardReason.NO_STATE_CHANGE_LOOP);
    }

    private static Decision read(GuardRun run, String tool, String arguments, Object answer) {
        Decision decision = run.check(ToolCall.of(tool, arguments));
        if (decision.allowed()) {
            run.record(decision.handle(), ToolResult.ok(answer));
        }
        return decision;
    }

    private static Reason reason(GuardRun run, String tool, String arguments) {
        return run.check(ToolCall.of(tool, arguments)).reason();
    }
}
