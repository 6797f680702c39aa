package dev.guardedtool.fault;

import dev.guardedtool.ToolResult;
import dev.guardedtool.check.EffectStatus;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.ResultVariables;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.policy.CircuitPolicy;
import dev.guardedtool.signature.ArgumentLimits;
import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.Arguments;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What asking and telling a closed breaker costs, beside asking and telling the library's own in the same way. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CircuitBenchmark {

    private static final String NAME = "payments";
    private static final String ANSWER = "done";

    private final Circuits circuits = circuits();
    private final CircuitBreaker direct =
            CircuitBreaker.of(NAME, circuits.of(NAME).breaker().getCircuitBreakerConfig());
    private final Outcome outcome = new Outcome(
            ToolResult.ok(ANSWER),
            null,
            false,
            ANSWER,
            null,
            "",
            EffectStatus.HAPPENED,
            new ResultVariables(new ArgumentReader(ArgumentLimits.defaults()), Arguments.EMPTY, ANSWER));

    private static Circuits circuits() {
        return Circuits.of(Map.of(NAME, CircuitPolicy.defaults()), ExpressionCompiler.plainPaths(), Clock.systemUTC());
    }

    @Benchmark
    public String library() {
        return direct.executeSupplier(() -> ANSWER);
    }

    @Benchmark
    public boolean parts() {
        if (!direct.tryAcquirePermission()) {
            return false;
        }
        long start = direct.getCurrentTimestamp();
        direct.onSuccess(direct.getCurrentTimestamp() - start, direct.getTimestampUnit());
        return true;
    }

    @Benchmark
    public boolean guard() {
        CircuitClaim claim = circuits.of(NAME).acquire();
        if (claim == null) {
            return false;
        }
        CircuitRecording.settle(claim, outcome);
        return true;
    }
}
