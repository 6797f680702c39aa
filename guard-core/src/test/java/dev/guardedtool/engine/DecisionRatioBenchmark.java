package dev.guardedtool.engine;

import java.security.DigestException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Deciding and recording in multiples of the least that any guard has to do. Both take turns within a fraction of a
 * millisecond, so that a busy machine slows both alike; the median of the turns is printed at the end of each fork.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 20, time = 1)
@Measurement(iterations = 20, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class DecisionRatioBenchmark {

    private static final int TURN = 10;
    private static final int MOST = 1 << 18;

    /** How large arguments and results are. */
    @Param
    public Workload.Size size;

    private final double[] floor = new double[MOST];
    private final double[] guarded = new double[MOST];
    private final double[] ratio = new double[MOST];
    private int turns;
    private boolean counts;
    private Workload workload;

    /** Opens a run. */
    @Setup
    public void open() {
        workload = new Workload(size);
    }

    /** Only turns of measured iterations count. */
    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        counts = iteration.getType() == IterationType.MEASUREMENT;
    }

    /** Ten times the one, then ten times the other. */
    @Benchmark
    public void turn(Blackhole sink) throws DigestException {
        long start = System.nanoTime();
        for (int i = 0; i < TURN; i++) {
            sink.consume(workload.floor());
        }
        long between = System.nanoTime();
        for (int i = 0; i < TURN; i++) {
            sink.consume(workload.decideAndRecord());
        }
        long end = System.nanoTime();
        if (counts && turns < MOST) {
            floor[turns] = (between - start) / (double) TURN;
            guarded[turns] = (end - between) / (double) TURN;
            ratio[turns] = guarded[turns] / floor[turns];
            turns++;
        }
    }

    /** Prints the medians. */
    @TearDown
    public void report() {
        System.out.printf(
                Locale.ROOT,
                "%n%s: decide and record %.0f ns, floor %.0f ns, ratio %.2f (medians of %d turns)%n",
                size,
                median(guarded),
                median(floor),
                median(ratio),
                turns);
    }

    private double median(double[] values) {
        double[] sorted = Arrays.copyOf(values, turns);
        Arrays.sort(sorted);
        return sorted[turns / 2];
    }
}
