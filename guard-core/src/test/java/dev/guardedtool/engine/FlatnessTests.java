package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicy;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The cost of a decision does not grow with the length of the run: a thousand calls after the first hundred thousand
 * cost at most half as much again as a thousand calls after the first thousand. That of a text grows with its length. The time of the processor is measured
 * and not that of the clock, many times over, and a busy machine is given several chances.
 */
class FlatnessTests {

    private static final int BATCH = 1_000;
    private static final int EARLY = 1_000;
    private static final int LATE = 100_000;
    private static final int PAIRS = 15;
    private static final int ATTEMPTS = 6;
    private static final double MOST = 1.5;

    private static final int TOOLS = 50;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void distinctCallsCostTheSameLateInARun() {
        Guard guard = Guard.builder(policy()).secretKey(new byte[32]).build();

        double growth = leastGrowth(() -> new Play(guard, FlatnessTests::distinct));

        assertThat(growth).isLessThanOrEqualTo(MOST);
    }

    @Test
    void callsOfManyToolsWithRepeatsAndFailuresCostTheSameLateInARun() {
        Guard guard = Guard.builder(policy()).secretKey(new byte[32]).build();

        double growth = leastGrowth(() -> new Play(guard, new Mixture()));

        assertThat(growth).isLessThanOrEqualTo(MOST);
    }

    @Test
    void aWordOfTheAssistantCostsTheSameInALongText() {
        Guard guard = Guard.builder(policy()).secretKey(new byte[32]).build();
        List<String> brief = texts(2_000);
        List<String> extensive = texts(20_000);

        double growth = Double.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && growth > MOST; attempt++) {
            long[] one = new long[PAIRS];
            long[] ten = new long[PAIRS];
            for (int i = 0; i < PAIRS; i++) {
                one[i] = inspect(guard, brief);
                ten[i] = inspect(guard, extensive);
            }
            growth = Math.min(growth, median(ten) / 10 / median(one));
        }

        assertThat(growth).isLessThanOrEqualTo(MOST);
    }

    @Test
    void aCheckThatLooksBackAtTheRunIsNoticed() {
        Supplier<Play> plays = () -> new Play(
                Guard.builder(policy())
                        .secretKey(new byte[32])
                        .check(new LooksBackAtTheRun())
                        .build(),
                FlatnessTests::distinct);

        Play late = plays.get();

        double growth = 0;
        for (int attempt = 0; attempt < ATTEMPTS && growth <= MOST; attempt++) {
            growth = growth(plays, late);
        }

        assertThat(growth).isGreaterThan(MOST);
    }

    private static double leastGrowth(Supplier<Play> plays) {
        Play late = plays.get();
        double least = Double.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && least > MOST; attempt++) {
            least = Math.min(least, growth(plays, late));
        }
        return least;
    }

    /** How much longer a batch of the late run takes than one of a young run, by the medians of several. */
    private static double growth(Supplier<Play> plays, Play late) {
        while (late.calls < LATE) {
            late.batch();
        }
        long[] young = new long[PAIRS];
        long[] old = new long[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            Play early = plays.get();
            while (early.calls < EARLY) {
                early.batch();
            }
            young[i] = early.batch();
            old[i] = late.batch();
        }
        return median(old) / median(young);
    }

    private static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static List<String> texts(int words) {
        Random random = new Random(words);
        return IntStream.range(0, 4)
                .mapToObj(i -> IntStream.range(0, words)
                        .mapToObj(word -> Integer.toString(random.nextInt(100_000), Character.MAX_RADIX))
                        .collect(Collectors.joining(" ", "I apologize. ", ".")))
                .toList();
    }

    private static long inspect(Guard guard, List<String> texts) {
        GuardRun run = guard.open(RunContext.anonymous());
        long start = THREADS.getCurrentThreadCpuTime();
        for (String text : texts) {
            assertThat(run.inspectOutput(text)).isEmpty();
        }
        return THREADS.getCurrentThreadCpuTime() - start;
    }

    private static Step distinct(int number) {
        return new Step(call(0, number), ToolResult.ok("Order A-" + number + " is on its way."));
    }

    private static ToolCall call(int tool, int number) {
        return ToolCall.of(
                tool(tool), "{\"orderId\":\"A-" + number + "\",\"query\":\"where is parcel " + number + "\"}");
    }

    private static ToolName tool(int number) {
        return ToolName.of("tool_" + number);
    }

    /** Most tools read; every fifth one writes, and some are asked questions. */
    private static GuardPolicy policy() {
        Map<ToolName, ToolPolicy> tools = new HashMap<>();
        for (int i = 0; i < TOOLS; i++) {
            tools.put(
                    tool(i),
                    ToolPolicy.builder()
                            .effect(i % 5 == 4 ? Effect.WRITE : Effect.READ)
                            .queryArgs(i % 10 == 1 ? List.of("query") : List.of())
                            .build());
        }
        return GuardPolicy.defaults().withTools(tools);
    }

    /** What is asked for and what the tool would answer. */
    private record Step(ToolCall call, ToolResult result) {}

    /** Fifty tools in no order; one call in twenty comes a second time, and one in twenty fails. */
    private static final class Mixture implements IntFunction<Step> {

        private final Random random = new Random(7);
        private Step last = distinct(0);

        @Override
        public Step apply(int number) {
            if (random.nextInt(20) > 0) {
                ToolCall call = call(random.nextInt(TOOLS), number);
                boolean fails = random.nextInt(20) == 0;
                last = new Step(call, fails ? ToolResult.failed("timeout") : ToolResult.ok("Answer " + number));
            }
            return last;
        }
    }

    /** A run that is played in batches. */
    private static final class Play {

        private final GuardRun run;
        private final IntFunction<Step> steps;
        private int calls;

        Play(Guard guard, IntFunction<Step> steps) {
            this.run = guard.open(RunContext.anonymous());
            this.steps = steps;
        }

        /** Plays a batch, made up beforehand, and tells the processor's time in nanoseconds. */
        long batch() {
            Step[] batch = new Step[BATCH];
            Arrays.setAll(batch, i -> steps.apply(calls + i));
            calls += BATCH;
            long start = THREADS.getCurrentThreadCpuTime();
            for (Step step : batch) {
                if (run.check(step.call()) instanceof Decision.Allow allow) {
                    run.record(allow.handle(), step.result());
                }
            }
            return THREADS.getCurrentThreadCpuTime() - start;
        }
    }

    /** What no check should do, even for some of the calls. */
    private static final class LooksBackAtTheRun implements GuardCheck {

        private final List<String> seen = new ArrayList<>();

        @Override
        public int order() {
            return Phase.RISK.at(999);
        }

        @Override
        public @Nullable Decision check(CallView call) {
            seen.add(call.callId());
            for (int i = 0; i < seen.size(); i += 30) {
                if (seen.get(i).isEmpty()) {
                    throw new IllegalStateException("a call without an id");
                }
            }
            return null;
        }
    }
}
