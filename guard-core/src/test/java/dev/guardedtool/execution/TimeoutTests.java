package dev.guardedtool.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardTimeoutException;
import dev.guardedtool.Mode;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.ExecutionPolicy;
import dev.guardedtool.policy.ExecutionPolicy.Threads;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.MDC;

/** A tool may take as long as it is said to, and its caller waits no longer. */
class TimeoutTests {

    private static final Duration SHORT = Duration.ofMillis(1_500);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final ToolCall REFUND = ToolCall.of("refund", "{\"orderId\":\"A-1\"}");
    private static final ToolCall LOOKUP = ToolCall.of("lookup", "{}");

    private final Hanging tool = new Hanging();
    private final List<GuardEvent> events = new CopyOnWriteArrayList<>();
    private final Guard guard = guard(policy(SHORT));
    private final GuardRun run = guard.open(Given.tenant("acme"));

    @AfterEach
    void letGo() {
        tool.letGo();
    }

    private static GuardPolicy policy(Duration timeout) {
        GuardPolicy policy = Given.tool(
                "refund", said -> said.effect(Effect.ONCE).key("#orderId").timeout(timeout));
        return Given.patient(
                Given.tool(policy, "lookup", said -> said.effect(Effect.READ).timeout(timeout)));
    }

    private Guard guard(GuardPolicy policy) {
        return Given.guard(policy).listener(events::add).build();
    }

    private void awaitLate(Guard which) {
        Soon.is(() -> which.executions().late() == 1 && which.executions().running() == 0);
    }

    @Test
    void theCallerIsToldThatTheTimeIsUp() {
        ToolOutcome outcome = run.call(LOOKUP, tool.obedient());

        assertThat(outcome.failure()).isInstanceOfSatisfying(GuardTimeoutException.class, timeout -> {
            assertThat(timeout.tool()).isEqualTo(LOOKUP.tool());
            assertThat(timeout.timeout()).isEqualTo(SHORT);
            assertThat(timeout).hasCauseInstanceOf(TimeoutException.class);
            assertThat(timeout).hasMessageContaining("lookup").hasMessageContaining("1500 ms");
        });
        assertThat(outcome.result()).isNotNull().returns("timeout", ToolResult::error);
        assertThat(outcome.executed()).isTrue();
        awaitLate(guard);
        assertThat(tool.interrupts()).isOne();
    }

    @Test
    void whoWantsAnExceptionGetsOne() {
        assertThatExceptionOfType(GuardTimeoutException.class)
                .isThrownBy(() -> run.callOrThrow(LOOKUP, tool.obedient()));
    }

    @Test
    void anEffectThatTimedOutIsInDoubt() {
        ToolOutcome outcome = run.call(REFUND, tool.stubborn());

        assertThat(outcome.failure()).hasMessageContaining("may have done its work");
        Decision again = guard.open(Given.tenant("acme")).check(REFUND);
        assertThat(again).isInstanceOf(Decision.Escalate.class);
        assertThat(again.reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);
    }

    @Test
    void whatComesLateReachesTheLedgerAndNobodyElse() {
        run.call(REFUND, tool.stubborn());

        tool.letGo();
        awaitLate(guard);

        ToolOutcome again = run.call(REFUND, arguments -> "again");
        assertThat(again.decision()).isInstanceOf(Decision.Cache.class);
        assertThat(again.payload()).isEqualTo("done");
        assertThat(run.report().executed()).isOne();
        assertThat(events).filteredOn(GuardEvent.Recorded.class::isInstance).hasSize(1);
        assertThat(events).filteredOn(GuardEvent.CameLate.class::isInstance).hasSize(1);
    }

    @Test
    void aLateFailureThatSettlesItGivesTheKeyBack() {
        run.call(REFUND, arguments -> {
            tool.stubborn().run(arguments);
            throw new IllegalArgumentException("no such order");
        });

        tool.letGo();
        awaitLate(guard);

        assertThat(run.check(REFUND).allowed()).isTrue();
    }

    @Test
    void aLateFailureThatSettlesNothingLeavesItInDoubt() {
        run.call(REFUND, tool.obedient());

        awaitLate(guard);

        assertThat(run.check(REFUND).reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);
    }

    @Test
    void aTimeoutOfTheToolsOwnStaysItsOwn() {
        TimeoutException own = new TimeoutException("of the bank");

        ToolOutcome outcome = run.call(REFUND, arguments -> {
            throw own;
        });

        assertThat(outcome.failure()).isSameAs(own);
        assertThat(guard.executions().timedOut()).isZero();
    }

    @Test
    void theRunMayBeClosedWhileTheToolHangs() throws Exception {
        CompletableFuture<ToolOutcome> call = CompletableFuture.supplyAsync(() -> run.call(REFUND, tool.stubborn()));
        tool.awaitBegin();

        run.close();
        ToolOutcome outcome = call.get();

        assertThat(outcome.failure()).isInstanceOf(GuardTimeoutException.class);
        GuardRun next = guard.open(Given.tenant("acme"));
        assertThat(next.check(REFUND).reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);
        tool.letGo();
        awaitLate(guard);
        assertThat(next.call(REFUND, arguments -> "again").payload()).isEqualTo("done");
    }

    @Test
    void whatTheToolCallsIsPartOfTheRunUntilTheTimeIsUp() {
        List<Decision> nested = new CopyOnWriteArrayList<>();

        run.call(LOOKUP, arguments -> {
            nested.add(run.check(ToolCall.of("inner", "{}")));
            tool.stubborn().run(arguments);
            nested.add(run.check(ToolCall.of("inner", "{}")));
            return "done";
        });
        tool.letGo();
        awaitLate(guard);

        assertThat(nested).extracting(Decision::reason).containsExactly(GuardReason.ALLOW, GuardReason.CALL_EXPIRED);
    }

    @Test
    void aTimedCallWithinATimedCallEndsWithIt() {
        Guard patient = guard(Given.tool(policy(LONG), "outer", said -> said.timeout(SHORT)));
        GuardRun outer = patient.open(Given.tenant("acme"));

        ToolOutcome outcome = outer.call(
                ToolCall.of("outer", "{}"),
                arguments -> outer.call(LOOKUP, tool.obedient()).payload());

        assertThat(outcome.failure()).isInstanceOf(GuardTimeoutException.class);
        Soon.is(() -> patient.executions().running() == 0);
        assertThat(tool.interrupts()).isOne();
    }

    @Test
    void aCallerThatIsInterruptedInterruptsTheTool() {
        GuardRun patient = guard(policy(LONG)).open(Given.tenant("acme"));
        Thread.currentThread().interrupt();

        ToolOutcome outcome = patient.call(LOOKUP, tool.obedient());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.failure()).isInstanceOf(InterruptedException.class);
        assertThat(tool.interrupts()).isOne();
    }

    @Test
    void aToolThatHangsAgainAndAgainIsNotStartedAnyMore() {
        Guard guard = guard(policy(SHORT).withExecution(new ExecutionPolicy(Threads.AUTO, 100, 2)));
        GuardRun run = guard.open(Given.tenant("acme"));
        for (int i = 0; guard.executions().abandonedInAll() < 2; i++) {
            run.call(ToolCall.of("refund", "{\"orderId\":" + i + "}"), tool.stubborn());
        }

        ToolOutcome refused = run.call(REFUND, tool.stubborn());

        assertThat(refused.decision().reason()).isEqualTo(GuardReason.TOOL_HANGING);
        assertThat(refused.executed()).isFalse();
        assertThat(tool.begins()).isEqualTo(2);
        assertThat(guard.executions().abandoned()).containsOnly(Map.entry(REFUND.tool(), 2));
        assertThat(run.call(LOOKUP, arguments -> "found").payload()).isEqualTo("found");
        tool.letGo();
        Soon.is(() -> guard.executions().running() == 0);
        assertThat(run.call(REFUND, arguments -> "refunded").payload()).isEqualTo("refunded");
    }

    @Test
    void aCallThatFindsNoThreadInTimeNeverStarts() throws Exception {
        Guard guard = guard(policy(LONG).withExecution(new ExecutionPolicy(Threads.AUTO, 1, 20)));
        GuardRun run = guard.open(Given.tenant("acme"));
        CompletableFuture<ToolOutcome> first = CompletableFuture.supplyAsync(() -> run.call(LOOKUP, tool.stubborn()));
        tool.awaitBegin();
        Thread.currentThread().interrupt();

        ToolOutcome refused = run.call(REFUND, tool.stubborn());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(refused.decision().reason()).isEqualTo(GuardReason.TOOL_THREADS_BUSY);
        tool.letGo();
        assertThat(first.get().payload()).isEqualTo("done");
        assertThat(tool.begins()).isOne();
        Soon.is(() -> guard.executions().running() == 0);
        assertThat(run.call(REFUND, arguments -> "refunded").payload()).isEqualTo("refunded");
        assertThat(guard.executions().notStarted()).isOne();
    }

    @ParameterizedTest
    @EnumSource(names = {"WARN", "SHADOW"})
    void whereNothingIsEnforcedTheToolTakesItsTime(Mode mode) {
        TestClock clock = new TestClock();
        GuardRun run =
                Given.guard(policy(SHORT).withMode(mode)).clock(clock).build().open(Given.tenant("acme"));
        Thread caller = Thread.currentThread();

        ToolOutcome outcome = run.call(LOOKUP, arguments -> {
            clock.advance(LONG);
            return Thread.currentThread() == caller;
        });

        assertThat(outcome.payload()).isEqualTo(true);
        assertThat(run.report().reasons()).containsEntry("tool_timeout", 1);
        assertThat(outcome.warnings()).hasSize(mode == Mode.WARN ? 1 : 0);
    }

    @Test
    void whatBelongsToTheCallersThreadGoesAlong() {
        ClassLoader loader = new ClassLoader() {};
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ThreadLocal<String> own = new ThreadLocal<>();
        own.set("ann");
        Guard guard = Given.guard(policy(LONG))
                .carrier(work -> {
                    String who = own.get();
                    return () -> {
                        own.set(who);
                        work.run();
                        own.remove();
                    };
                })
                .build();
        thread.setContextClassLoader(loader);
        MDC.put("trace", "t-1");
        try {
            ToolOutcome outcome = guard.open(Given.tenant("acme"))
                    .call(
                            LOOKUP,
                            arguments -> List.of(
                                    Thread.currentThread() != thread,
                                    Thread.currentThread().getContextClassLoader() == loader,
                                    MDC.get("trace"),
                                    own.get()));

            assertThat(outcome.payload()).isEqualTo(List.of(true, true, "t-1", "ann"));
        } finally {
            MDC.remove("trace");
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aCarrierThatFailsKeepsNoToolFromRunning() {
        Guard guard = Given.guard(policy(LONG))
                .carrier(work -> {
                    throw new IllegalStateException("nothing to carry");
                })
                .carrier(work -> () -> {
                    throw new IllegalStateException("nowhere to put it");
                })
                .build();

        ToolOutcome outcome = guard.open(Given.tenant("acme")).call(LOOKUP, arguments -> "found");

        assertThat(outcome.payload()).isEqualTo("found");
        Soon.is(() -> guard.executions().running() == 0);
    }
}
