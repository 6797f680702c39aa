package dev.guardedtool.budget;

import dev.guardedtool.Effect;
import dev.guardedtool.Money;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.BudgetLimit.Window;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * What budgets add to deciding and recording a call: the same guard without limits and with them, taking turns, so that a
 * busy machine slows both alike. The medians of the turns are printed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 20, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class BudgetBenchmark {

    private static final int TURN = 10;
    private static final int MOST = 1 << 18;
    private static final int DIFFERENT = 16_384;

    /** How many limits concern each call. */
    @Param({"1", "3"})
    public int limits;

    private final double[] base = new double[MOST];
    private final double[] limited = new double[MOST];
    private final double[] ratio = new double[MOST];
    private final String[] arguments = new String[DIFFERENT];
    private int turns;
    private int next;
    private boolean counts;
    private GuardRun without;
    private GuardRun with;

    /** Opens a run of each guard. */
    @Setup
    public void open() {
        for (int i = 0; i < DIFFERENT; i++) {
            arguments[i] = "{\"orderId\":\"A-" + (1_000 + i) + "\"}";
        }
        BudgetLimit.Scope[] scopes = {BudgetLimit.Scope.PRINCIPAL, BudgetLimit.Scope.GLOBAL, BudgetLimit.Scope.RUN};
        List<BudgetLimit> all = new ArrayList<>();
        for (int i = 0; i < limits; i++) {
            all.add(new BudgetLimit(
                    "limit " + i,
                    scopes[i],
                    scopes[i] == BudgetLimit.Scope.RUN ? Window.NONE : Window.DAY,
                    ZoneId.of("Europe/Berlin"),
                    Money.of("1000000000"),
                    null,
                    Long.MAX_VALUE - 1,
                    Duration.ofDays(30_000),
                    0.8));
        }
        GuardPolicy policy =
                Given.tool("lookup", tool -> tool.effect(Effect.READ).cost(Money.of("0.0001")));
        without = run(policy);
        with = run(policy.withBudget(
                policy.budget().withShared(policy.budget().shared().withLimits(all))));
    }

    private static GuardRun run(GuardPolicy policy) {
        return Given.guard(policy)
                .build()
                .open(RunContext.of(Principal.of("ann").withTenant("acme")));
    }

    /** Only turns of measured iterations count. */
    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        counts = iteration.getType() == IterationType.MEASUREMENT;
    }

    /** Ten times the one, then ten times the other. */
    @Benchmark
    public void turn(Blackhole sink) {
        int from = next;
        long start = System.nanoTime();
        calls(without, from, sink);
        long between = System.nanoTime();
        calls(with, from, sink);
        long end = System.nanoTime();
        next = (from + TURN) % DIFFERENT;
        if (counts && turns < MOST) {
            base[turns] = (between - start) / (double) TURN;
            limited[turns] = (end - between) / (double) TURN;
            ratio[turns] = limited[turns] / base[turns];
            turns++;
        }
    }

    private void calls(GuardRun run, int from, Blackhole sink) {
        for (int i = 0; i < TURN; i++) {
            ToolCall call = ToolCall.of("lookup", arguments[(from + i) % DIFFERENT]);
            sink.consume(run.record(run.check(call).handle(), ToolResult.ok("A-" + i)));
        }
    }

    /** Prints the medians. */
    @TearDown
    public void report() {
        System.out.printf(
                Locale.ROOT,
                "%n%d limits: %.0f ns without, %.0f ns with, ratio %.2f (medians of %d turns)%n",
                limits,
                median(base),
                median(limited),
                median(ratio),
                turns);
    }

    private double median(double[] values) {
        double[] sorted = Arrays.copyOf(values, turns);
        Arrays.sort(sorted);
        return sorted[turns / 2];
    }
}
