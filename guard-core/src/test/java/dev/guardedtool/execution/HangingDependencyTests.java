package dev.guardedtool.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardTimeoutException;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.ToolBody;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.policy.CircuitFailures;
import dev.guardedtool.policy.CircuitPolicy;
import dev.guardedtool.policy.ExecutionPolicy;
import dev.guardedtool.policy.ExecutionPolicy.Threads;
import dev.guardedtool.policy.FaultPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tools whose time is up open the breaker of what they depend on, and no try of it is lost on one that hangs. */
class HangingDependencyTests {

    private static final Duration TIMEOUT = Duration.ofMillis(1_500);
    private static final Duration OPEN_FOR = Duration.ofSeconds(10);
    private static final CircuitPolicy CIRCUIT = new CircuitPolicy(
            0.5, 1, Duration.ofHours(1), 4, null, 2, OPEN_FOR, 1, Duration.ofHours(1), CircuitFailures.defaults());

    private final TestClock clock = new TestClock();
    private final Circuits circuits = Circuits.of(Map.of("bank", CIRCUIT), ExpressionCompiler.plainPaths(), clock);
    private final Hanging tool = new Hanging();
    private final Hanging other = new Hanging();
    private final AtomicInteger calls = new AtomicInteger();
    private final Guard guard =
            Given.guard(policy()).clock(clock).circuits(circuits).build();

    @AfterEach
    void letGo() {
        tool.letGo();
        other.letGo();
    }

    private static GuardPolicy policy() {
        GuardPolicy policy = GuardPolicy.defaults()
                .withFaults(FaultPolicy.defaults().withCircuits(Map.of("bank", CIRCUIT)))
                .withExecution(new ExecutionPolicy(Threads.AUTO, 1, 1));
        policy = Given.tool(
                policy,
                "balance",
                said -> said.effect(Effect.READ).circuit("bank").timeout(TIMEOUT));
        policy = Given.tool(policy, "rates", said -> said.effect(Effect.READ).circuit("bank"));
        return Given.tool(policy, "elsewhere", said -> said.timeout(Duration.ofDays(1)));
    }

    private ToolOutcome call(String name, ToolBody body) {
        try (GuardRun run = guard.open(RunContext.anonymous())) {
            return run.call(ToolCall.of(name, "{\"n\":" + calls.incrementAndGet() + "}"), body);
        }
    }

    private void timesOut(ToolBody body) {
        assertThat(call("balance", body).failure()).isInstanceOf(GuardTimeoutException.class);
    }

    private Decision answers(String name) {
        return call(name, arguments -> "answered").decision();
    }

    private String state() {
        return circuits.status("bank").state();
    }

    private void idle() {
        Soon.is(() -> guard.executions().running() == 0);
    }

    private void open() {
        timesOut(tool.obedient());
        idle();
        timesOut(tool.obedient());
        idle();
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void theDependencyIsLeftAloneByAllToolsThatNeedIt() {
        open();

        assertThat(answers("balance").reason()).isEqualTo(GuardReason.CIRCUIT_OPEN);
        assertThat(answers("rates").reason()).isEqualTo(GuardReason.CIRCUIT_OPEN);
        assertThat(tool.begins()).isEqualTo(2);
    }

    @Test
    void aTryThatHangsOpensItAgain() {
        open();
        clock.advance(OPEN_FOR);

        timesOut(tool.obedient());

        assertThat(state()).isEqualTo("open");
        assertThat(answers("rates").reason()).isEqualTo(GuardReason.CIRCUIT_OPEN);
    }

    @Test
    void aTryThatIsInTimeClosesIt() {
        open();
        clock.advance(OPEN_FOR);

        assertThat(answers("balance").allowed()).isTrue();

        assertThat(state()).isEqualTo("closed");
    }

    @Test
    void whatATryCameToAfterItsTimeClosesNothing() {
        open();
        clock.advance(OPEN_FOR);
        timesOut(tool.stubborn());

        tool.letGo();
        idle();

        assertThat(guard.executions().late()).isEqualTo(3);
        assertThat(state()).isEqualTo("open");
    }

    @Test
    void aTryThatFindsNoThreadIsNone() throws Exception {
        open();
        clock.advance(OPEN_FOR);
        CompletableFuture<ToolOutcome> busy = CompletableFuture.supplyAsync(() -> call("elsewhere", other.obedient()));
        other.awaitBegin();

        assertThat(answers("balance").reason()).isEqualTo(GuardReason.TOOL_THREADS_BUSY);

        assertThat(state()).isEqualTo("half-open");
        other.letGo();
        assertThat(busy.get().executed()).isTrue();
        idle();
        assertThat(answers("balance").allowed()).isTrue();
        assertThat(state()).isEqualTo("closed");
    }
}
