package dev.guardedtool.engine;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.Money;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.FactProof;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.SourceRule;
import dev.guardedtool.policy.ToolPolicyBuilder;
import dev.guardedtool.policy.ToolRate;
import dev.guardedtool.testing.Given;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
 * What guards add to deciding and recording a call: a guard with nothing declared and one with some declared take turns.
 * The medians of the turns are printed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 20, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class GuardsBenchmark {

    private static final int TURN = 10;
    private static final int MOST = 1 << 18;
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final String USER = "USER-7001";
    private static final ToolName REFUND = ToolName.of("refund");
    private static final ToolName FIND = ToolName.of("find_user");

    private static final BudgetLimit PER_USER = new BudgetLimit(
            "user",
            BudgetLimit.Scope.PRINCIPAL,
            BudgetLimit.Window.DAY,
            ZoneOffset.UTC,
            Money.of("1000000000"),
            null,
            null,
            null,
            0.8);

    /** What is declared of the tool. */
    public enum Guards {

        /** Nothing, as for the guard that it takes turns with. */
        NONE(tool -> {}),

        /** At most once by a key. */
        KEY(tool -> tool.effect(Effect.ONCE).key("#order.id").effectTtl(SHORT)),

        /** So many attempts in a run. */
        ATTEMPTS(tool -> tool.maxAttempts(Integer.MAX_VALUE)),

        /** So many calls in a time, for each user. */
        RATE(tool -> tool.rates(List.of(new ToolRate(Integer.MAX_VALUE, SHORT, "#order.user")))),

        /** A breaker. */
        CIRCUIT(tool -> tool.circuit("payments")),

        /** A price, and a budget of the principal for the day. */
        BUDGET(tool -> tool.cost(Money.of("0.0001"))),

        /** A fact about an argument. */
        FACT(tool -> tool.requires(List.of(FactRequirement.of("order.user", "user")))),

        /** A call that has to come first. */
        STEP(tool -> tool.requiresCalls(List.of(FIND))),

        /** A tool that an argument has to come from. */
        SOURCE(tool -> tool.argumentSources(List.of(SourceRule.of("order.user", FIND.value())))),

        /** All of these. */
        ALL(tool -> EnumSet.range(NONE, SOURCE).forEach(each -> each.declaration.accept(tool)));

        private final Consumer<ToolPolicyBuilder> declaration;

        Guards(Consumer<ToolPolicyBuilder> declaration) {
            this.declaration = declaration;
        }
    }

    /** What the second guard has that the first has not. */
    @Param
    public Guards guards;

    private final double[] base = new double[MOST];
    private final double[] guarded = new double[MOST];
    private final double[] ratio = new double[MOST];
    private int turns;
    private long next;
    private boolean counts;
    private GuardRun without;
    private GuardRun with;

    /** Opens a run of each guard, in which the user is known. */
    @Setup
    public void open() {
        without = open(Guards.NONE);
        with = open(guards);
    }

    private static GuardRun open(Guards guards) {
        GuardPolicy policy = Given.tool(REFUND.value(), tool -> {
            guards.declaration.accept(tool.effect(Effect.READ));
            return tool;
        });
        policy = Given.tool(policy, FIND.value(), tool -> tool.proves(List.of(FactProof.of("user", "#result.id"))));
        if (guards == Guards.BUDGET || guards == Guards.ALL) {
            BudgetPolicy budget = policy.budget();
            policy = policy.withBudget(budget.withShared(budget.shared().withLimits(List.of(PER_USER))));
        }
        GuardRun run = Given.guard(policy)
                .build()
                .open(RunContext.of(Principal.of("ann")).withSession("chat"));
        run.call(ToolCall.of(FIND, "{}"), arguments -> Map.of("id", USER));
        return run;
    }

    /** Only turns of measured iterations count. */
    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        counts = iteration.getType() == IterationType.MEASUREMENT;
    }

    /** Ten times the one, then ten times the other. */
    @Benchmark
    public void turn(Blackhole sink) {
        long start = System.nanoTime();
        calls(without, sink);
        long between = System.nanoTime();
        calls(with, sink);
        long end = System.nanoTime();
        next += TURN;
        if (counts && turns < MOST) {
            base[turns] = (between - start) / (double) TURN;
            guarded[turns] = (end - between) / (double) TURN;
            ratio[turns] = guarded[turns] / base[turns];
            turns++;
        }
    }

    private void calls(GuardRun run, Blackhole sink) {
        for (int i = 0; i < TURN; i++) {
            String arguments = "{\"order\":{\"id\":\"A-" + (next + i) + "\",\"user\":\"" + USER + "\"}}";
            Decision decision = run.check(ToolCall.of(REFUND, arguments));
            sink.consume(run.record(decision.handle(), ToolResult.ok("done")));
        }
    }

    /** Prints the medians. */
    @TearDown
    public void report() {
        System.out.printf(
                Locale.ROOT,
                "%n%s: %.0f ns without, %.0f ns with, ratio %.2f (medians of %d turns)%n",
                guards,
                median(base),
                median(guarded),
                median(ratio),
                turns);
    }

    private double median(double[] values) {
        double[] sorted = Arrays.copyOf(values, turns);
        Arrays.sort(sorted);
        return sorted[turns / 2];
    }
}
