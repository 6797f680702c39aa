package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.DecisionType;
import dev.guardedtool.Effect;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Money;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.Together;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Of any number of equal calls at the same time, one is carried out and the others get its answer. */
class ParallelDuplicatesTests {

    private static final int THREADS = 64;
    private static final ToolCall REFUND = ToolCall.of("refund", "{\"orderId\":\"A-1\",\"amount\":50}");

    private final GuardPolicy derived = waiting(Given.tool("refund", tool -> tool.effect(Effect.ONCE)));
    private final GuardPolicy explicit =
            waiting(Given.tool("refund", tool -> tool.effect(Effect.ONCE).key("#orderId")));
    private final AtomicInteger executions = new AtomicInteger();

    /** Longer than any machine takes. */
    private static GuardPolicy waiting(GuardPolicy policy) {
        return policy.withEffects(Effects.waiting(Duration.ofMinutes(5)));
    }

    @Test
    void oneOfManyCallsOfARunIsCarriedOut() throws Exception {
        GuardRun run = Given.run(derived);

        List<ToolOutcome> outcomes = Together.run(THREADS, i -> run.call(REFUND, this::refund));

        assertThat(executions).hasValue(1);
        assertThat(outcomes).extracting(ToolOutcome::payload).containsOnly("refund 1");
        assertThat(outcomes).filteredOn(ToolOutcome::executed).hasSize(1);
        assertThat(run.report().refused(DecisionType.CACHE)).isEqualTo(THREADS - 1);
        assertThat(run.report().open()).isZero();
    }

    @Test
    void anExplicitKeyHoldsAcrossTheRunsOfATenant() throws Exception {
        Guard guard = Given.guard(explicit).build();
        List<GuardRun> runs = List.of(guard.open(Given.tenant("acme")), guard.open(Given.tenant("acme")));

        List<ToolOutcome> outcomes = Together.run(THREADS, i -> runs.get(i % 2).call(REFUND, this::refund));

        assertThat(executions).hasValue(1);
        assertThat(outcomes).extracting(ToolOutcome::payload).containsOnly("refund 1");
    }

    @Test
    void aDerivedKeyHoldsWithinItsRun() throws Exception {
        Guard guard = Given.guard(derived).build();
        List<GuardRun> runs = List.of(guard.open(Given.tenant("acme")), guard.open(Given.tenant("acme")));

        Together.run(THREADS, i -> runs.get(i % 2).call(REFUND, this::refund));

        assertThat(executions).hasValue(2);
    }

    @Test
    void aFirstCallThatSurelyFailedLetsExactlyOneOtherRun() throws Exception {
        GuardRun run = Given.run(Given.patient(explicit));

        List<ToolOutcome> outcomes = Together.run(
                THREADS,
                i -> run.call(REFUND, arguments -> {
                    if (executions.get() == 0) {
                        executions.incrementAndGet();
                        throw new IllegalArgumentException("no such order");
                    }
                    return refund(arguments);
                }));

        assertThat(executions).hasValue(2);
        assertThat(outcomes).filteredOn(ToolOutcome::ok).hasSize(THREADS - 1);
        assertThat(outcomes).extracting(ToolOutcome::payload).contains("refund 2");
    }

    @Test
    void afterAFirstCallInDoubtNoOtherRuns() throws Exception {
        GuardRun run = Given.run(explicit);

        List<ToolOutcome> outcomes = Together.run(
                THREADS,
                i -> run.call(REFUND, arguments -> {
                    executions.incrementAndGet();
                    throw new IllegalStateException("the connection broke");
                }));

        assertThat(executions).hasValue(1);
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.executed())
                .hasSize(THREADS - 1)
                .allMatch(outcome -> outcome.decision().reason() == GuardReason.EFFECT_UNKNOWN);
    }

    @Test
    void callsThatAreOpenAtOnceAreToldApart() {
        GuardRun run = Given.run(derived);
        Decision first = run.check(ToolCall.of("refund", "{\"orderId\":\"A-1\"}"));
        Decision second = run.check(ToolCall.of("refund", "{\"orderId\":\"A-2\"}"));

        run.record(second.handle(), ToolResult.ok("two"));
        run.record(first.handle(), ToolResult.ok("one"));

        assertThat(run.call(ToolCall.of("refund", "{\"orderId\":\"A-1\"}"), this::refund)
                        .payload())
                .isEqualTo("one");
        assertThat(run.call(ToolCall.of("refund", "{\"orderId\":\"A-2\"}"), this::refund)
                        .payload())
                .isEqualTo("two");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void aRefusalGivesTheKeyBack(String what, Function<GuardPolicy, GuardPolicy> obstacle, @Nullable GuardCheck check) {
        EffectLedger ledger = new InMemoryEffectLedger(100, Clock.systemUTC());
        var refusing = Given.guard(obstacle.apply(explicit)).effects(ledger);
        if (check != null) {
            refusing.check(check);
        }
        GuardRun refused = refusing.build().open(Given.tenant("acme"));
        GuardRun free = Given.guard(explicit).effects(ledger).build().open(Given.tenant("acme"));

        ToolOutcome first = refused.call(REFUND, this::refund);
        ToolOutcome second = free.call(REFUND, this::refund);

        assertThat(first.executed()).isFalse();
        assertThat(second.executed()).isTrue();
        assertThat(executions).hasValue(1);
        assertThat(refused.report().allowed()).isZero();
        assertThat(refused.report().open()).isZero();
    }

    static Stream<Arguments> refusals() {
        Function<GuardPolicy, GuardPolicy> none = policy -> policy;
        return Stream.of(
                refusal(
                        "cap",
                        policy -> Given.tool(
                                policy,
                                "refund",
                                tool -> tool.effect(Effect.ONCE).key("#orderId").maxCalls(0)),
                        null),
                refusal(
                        "budget",
                        policy -> policy.withBudget(new BudgetPolicy(
                                Money.of("1"),
                                null,
                                0.8,
                                Money.of("2"),
                                true,
                                BudgetPolicy.Unpriced.WARN,
                                PriceList.empty())),
                        null),
                refusal("risk", none, check(true, call -> Decision.block(Explanation.of(GuardReason.POLICY_DENY)))),
                refusal("hold", none, check(true, call -> new Decision.Hold(Explanation.of(() -> "ask"), "t-1"))),
                refusal(
                        "remote hold",
                        none,
                        check(false, call -> new Decision.Hold(Explanation.of(() -> "ask"), "t-1"))),
                refusal("remote risk", none, check(false, call -> Decision.block(Explanation.of(() -> "risky")))),
                refusal("failing check", none, check(true, call -> {
                    throw new IllegalStateException("out of order");
                })),
                refusal("failing remote check", none, check(false, call -> {
                    throw new AssertionError("out of order");
                })));
    }

    private static Arguments refusal(
            String what, Function<GuardPolicy, GuardPolicy> obstacle, @Nullable GuardCheck check) {
        return Arguments.of(what, obstacle, check);
    }

    private static GuardCheck check(boolean local, Function<CallView, Decision> answer) {
        return new GuardCheck() {
            @Override
            public int order() {
                return Phase.RISK.at(0);
            }

            @Override
            public boolean local() {
                return local;
            }

            @Override
            public Decision check(CallView call) {
                return answer.apply(call);
            }
        };
    }

    private String refund(String arguments) {
        return "refund " + executions.incrementAndGet();
    }
}
