package dev.guardedtool.engine;

import dev.guardedtool.Warning;
import java.security.DigestException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;

/** What it costs to decide and record a call, beside the least that any guard has to do. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 20, time = 1)
@Measurement(iterations = 20, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class DecisionBenchmark {

    /** How large arguments and results are. */
    @Param
    public Workload.Size size;

    private Workload workload;

    /** Opens a run. */
    @Setup
    public void open() {
        workload = new Workload(size);
    }

    /** Parse the arguments, hash arguments and result. */
    @Benchmark
    public JsonNode floor() throws DigestException {
        return workload.floor();
    }

    /** Decide one call and record its result. */
    @Benchmark
    public List<Warning> decideAndRecord() {
        return workload.decideAndRecord();
    }
}
