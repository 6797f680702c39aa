package dev.guardedtool.fault;

import dev.guardedtool.Decision;
import dev.guardedtool.Mode;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.ToolBody;
import dev.guardedtool.policy.CircuitFailures;
import dev.guardedtool.policy.CircuitPolicy;
import dev.guardedtool.policy.FaultPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The tools {@code pay} and {@code refund}, which both depend on {@code payments}. Every call has a run of its own. */
final class Dependency {

    static final String NAME = "payments";
    static final Duration OPEN_FOR = Duration.ofSeconds(10);
    static final Duration PROBE_TIMEOUT = Duration.ofMinutes(1);
    static final int PROBES = 2;

    final TestClock clock = new TestClock();
    final Circuits circuits;
    final Guard guard;
    private final AtomicInteger calls = new AtomicInteger();

    Dependency() {
        this(CircuitFailures.defaults(), Mode.ENFORCE, null);
    }

    Dependency(CircuitFailures failures) {
        this(failures, Mode.ENFORCE, null);
    }

    Dependency(CircuitFailures failures, Mode mode, @Nullable GuardCheck check) {
        CircuitPolicy policy =
                new CircuitPolicy(0.5, 1, Duration.ofSeconds(5), 4, null, 2, OPEN_FOR, PROBES, PROBE_TIMEOUT, failures);
        GuardPolicy said = GuardPolicy.defaults()
                .withMode(mode)
                .withFaults(FaultPolicy.defaults().withCircuits(Map.of(NAME, policy)));
        said = Given.tool(said, "pay", tool -> tool.circuit(NAME));
        said = Given.tool(said, "refund", tool -> tool.circuit(NAME));
        this.circuits = Circuits.of(said.faults().circuits(), path -> variables -> variables.get(path), clock);
        var builder = Given.guard(said).clock(clock).circuits(circuits);
        if (check != null) {
            builder.check(check);
        }
        this.guard = builder.build();
    }

    ToolCall pay() {
        return ToolCall.of("pay", "{\"n\":" + calls.incrementAndGet() + "}");
    }

    GuardRun run() {
        return guard.open(RunContext.anonymous());
    }

    Decision check() {
        return run().check(pay());
    }

    ToolOutcome call(ToolBody body) {
        try (GuardRun run = run()) {
            return run.call(pay(), body);
        }
    }

    void answers(Object payload) {
        call(arguments -> payload);
    }

    void fails(String error) {
        answers(ToolResult.failed(error));
    }

    /** Two failures of two calls. */
    void open() {
        fails("503");
        fails("503");
    }

    /** It is open, and it is time to try again. */
    void openAndDue() {
        open();
        clock.advance(OPEN_FOR);
    }

    String state() {
        return circuits.status(NAME).state();
    }
}
