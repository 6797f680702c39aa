package dev.guardedtool.replay;

import dev.guardedtool.policy.GuardPolicy;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * What replaying recorded runs costs for each call, and how much of that is reading and how much deciding. The processor
 * time of the thread, which others on the machine disturb less than the time that passes, is printed at the end of each
 * fork. All of it is one thread, collection of garbage included.
 *
 * <p>The runs are made up, or those of the folder named by {@code -jvmArgsPrepend -Dguard.replay.in=FOLDER}; the score of
 * JMH, which divides by a fixed number of calls, then means nothing.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ReplayBenchmark.CALLS)
@Warmup(iterations = 10, time = 2)
@Measurement(iterations = 20, time = 1)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
public class ReplayBenchmark {

    private static final int RUNS = 2_000;
    private static final @Nullable String RECORDED = System.getProperty("guard.replay.in");

    static final int CALLS = RUNS * SyntheticRuns.CALLS;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<RecordedRun> runs = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private List<Path> files = List.of();
    private long calls;
    private boolean counts;
    private long start;

    /** Writes the recordings and reads them once. */
    @Setup
    public void record() throws IOException {
        files = List.of(
                RECORDED != null
                        ? Path.of(RECORDED)
                        : SyntheticRuns.write(Files.createTempFile("synthetic", ".jsonl.gz"), RUNS, 1));
        try (RunReader reader = RunReader.open(files)) {
            reader.forEachRemaining(runs::add);
        }
        calls = runs.stream()
                .flatMap(run -> run.events().stream())
                .filter(RecordedEvent.Call.class::isInstance)
                .count();
    }

    /** Only measured iterations count. */
    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        counts = iteration.getType() == IterationType.MEASUREMENT;
    }

    /** Takes the time. */
    @Setup(Level.Invocation)
    public void start() {
        start = threads.getCurrentThreadCpuTime();
    }

    /** Read, decompress, parse. */
    @Benchmark
    public void read(Blackhole sink) throws IOException {
        try (RunReader reader = RunReader.open(files)) {
            reader.forEachRemaining(sink::consume);
        }
    }

    /** Decide, record and judge what was read before. */
    @Benchmark
    public ReplaySummary decide(Blackhole sink) {
        return Replay.of(GuardPolicy.defaults()).replay(runs.iterator(), sink::consume);
    }

    /** Everything, from the file to the summary. */
    @Benchmark
    public ReplaySummary replay(Blackhole sink) throws IOException {
        try (RunReader reader = RunReader.open(files)) {
            return Replay.of(GuardPolicy.defaults()).replay(reader, sink::consume);
        }
    }

    /** Takes the time again. */
    @TearDown(Level.Invocation)
    public void stop() {
        if (counts) {
            times.add((threads.getCurrentThreadCpuTime() - start) / calls);
        }
    }

    /** Prints the median and removes the recordings. */
    @TearDown
    public void report() throws IOException {
        Collections.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%nprocessor time: %d ns for each of %d calls (median of %d)%n",
                times.get(times.size() / 2),
                calls,
                times.size());
        if (RECORDED == null) {
            Files.delete(files.get(0));
        }
    }
}
