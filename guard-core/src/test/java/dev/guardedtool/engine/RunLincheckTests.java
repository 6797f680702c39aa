package dev.guardedtool.engine;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.EffectPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.policy.StallPolicy;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Calls of one run at the same time have the results that they would have had one after the other: a cap, a budget and
 * an effect hold in every interleaving, and reports and snapshots see the run as it is between two calls.
 */
@Param(name = "order", gen = IntGen.class, conf = "0:1")
@Tag("lincheck")
public class RunLincheckTests {

    private static final int CAP = 2;
    private static final int AFFORDABLE = 2;

    private static final Guard GUARD =
            Given.guard(policy()).clock(new TestClock()).ids(() -> "run-1").build();

    private final GuardRun run = GUARD.open(RunContext.anonymous());

    private static GuardPolicy policy() {
        EffectPolicy effects = EffectPolicy.defaults();
        LoopPolicy loops = LoopPolicy.defaults();
        GuardPolicy policy = GuardPolicy.defaults()
                .withLoops(new LoopPolicy(
                        loops.repeat(), loops.jitter(), loops.sequence(), loops.failures(), silent(loops.stall())))
                .withEffects(new EffectPolicy(null, Duration.ZERO, effects.ttl(), 100, 100, true, false, Set.of()))
                .withBudget(new BudgetPolicy(
                        Money.of("2"), null, 1, Money.ZERO, true, BudgetPolicy.Unpriced.WARN, PriceList.empty()));
        policy = Given.tool(policy, "look", tool -> tool.maxCalls(CAP).cache(false));
        policy = Given.tool(policy, "buy", tool -> tool.cost(Money.of("1")).cache(false));
        return Given.tool(policy, "pay", tool -> tool.effect(Effect.ONCE));
    }

    /** Expressions reach into classes of the JDK that the model checker may not look into. */
    private static StallPolicy silent(StallPolicy stall) {
        return new StallPolicy(
                false,
                stall.similarity(),
                stall.noChange(),
                stall.patternScore(),
                stall.patternStreak(),
                stall.maxRewrites(),
                stall.disarms(),
                stall.effectsAreProgress(),
                stall.maxTracked(),
                List.of(),
                stall.judgement());
    }

    @Operation
    public boolean look() {
        return carriedOut(ToolCall.of("look", "{}"));
    }

    @Operation
    public boolean buy() {
        return carriedOut(ToolCall.of("buy", "{}"));
    }

    @Operation
    public boolean pay(@Param(name = "order") int order) {
        return carriedOut(ToolCall.of("pay", "{\"order\":" + order + "}"));
    }

    private boolean carriedOut(ToolCall call) {
        Decision decision = run.check(call);
        if (decision.allowed()) {
            run.record(decision.handle(), ToolResult.ok(null));
        }
        return decision.allowed();
    }

    @Operation
    public int looksReported() {
        return looks(run.report());
    }

    @Operation
    public int looksRestored() {
        return looks(GUARD.restore(run.snapshot(), RunContext.anonymous()).report());
    }

    private static int looks(RunReport report) {
        Map<?, ?> calls = (Map<?, ?>) report.subject("rate").getOrDefault("calls", Map.of());
        Integer looks = (Integer) calls.get("look");
        return looks == null ? 0 : looks;
    }

    /** Classes that are loaded before Lincheck comes cost it less. */
    @BeforeAll
    static void loadClasses() {
        RunLincheckTests once = new RunLincheckTests();
        once.look();
        once.buy();
        once.pay(0);
        once.pay(0);
        once.looksReported();
        once.looksRestored();
    }

    /** The same, one after the other. */
    public static class OneByOne {

        private final Set<Integer> paid = new HashSet<>();
        private int looks;
        private int bought;

        public boolean look() {
            boolean allowed = looks < CAP;
            looks += allowed ? 1 : 0;
            return allowed;
        }

        public boolean buy() {
            boolean allowed = bought < AFFORDABLE;
            bought += allowed ? 1 : 0;
            return allowed;
        }

        public boolean pay(int order) {
            return paid.add(order);
        }

        public int looksReported() {
            return looks;
        }

        public int looksRestored() {
            return looks;
        }
    }

    @Test
    void callsUnderStressAreOneAfterTheOther() {
        stress(5, 300);
    }

    @Test
    @Tag("long")
    void everyInterleavingIsOneAfterTheOther() {
        modelChecking(3, 200);
        stress(30, 2_000);
    }

    private static void modelChecking(int iterations, int invocations) {
        new ModelCheckingOptions()
                .iterations(iterations)
                .invocationsPerIteration(invocations)
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(1)
                .addGuarantee(forClasses(RunLincheckTests::isAside).allMethods().treatAsAtomic())
                .sequentialSpecification(OneByOne.class)
                .check(RunLincheckTests.class);
    }

    /** What shares no state between calls, and collections, whose single operations are not what is tested here. */
    private static boolean isAside(String name) {
        return name.startsWith("dev.guardedtool.signature.")
                || (name.startsWith("java.util.") && !name.startsWith("java.util.concurrent.locks."));
    }

    private static void stress(int iterations, int invocations) {
        new StressOptions()
                .iterations(iterations)
                .invocationsPerIteration(invocations)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(1)
                .sequentialSpecification(OneByOne.class)
                .check(RunLincheckTests.class);
    }
}
