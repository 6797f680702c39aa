package dev.guardedtool.engine;

import dev.guardedtool.Effect;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.policy.ExecutionPolicy;
import dev.guardedtool.policy.ExecutionPolicy.Threads;
import dev.guardedtool.testing.Given;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs that a tool, which answers at once, may only take so long. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TimeoutBenchmark {

    @Param({"none", "platform", "auto"})
    public String threads;

    private GuardRun run;
    private long number;

    @Setup
    public void open() {
        boolean limited = !threads.equals("none");
        Threads kind = threads.equals("auto") ? Threads.AUTO : Threads.PLATFORM;
        run = Given.run(Given.tool(
                        "lookup", said -> said.effect(Effect.READ).timeout(limited ? Duration.ofMinutes(1) : null))
                .withExecution(new ExecutionPolicy(kind, 100, 100)));
    }

    @Benchmark
    public ToolOutcome call() {
        return run.call(ToolCall.of("lookup", "{\"id\":" + number++ + "}"), arguments -> "found");
    }
}
