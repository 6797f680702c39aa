package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.DefaultToolCallingManager;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.ToolExecutionResult;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** What the guard adds to a tool call that Spring AI carries out anyway. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 20, time = 1)
@Measurement(iterations = 20, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ToolCallingBenchmark {

    private static final int CALLS = 4_096;
    private static final int TURN = 20;
    private static final int MOST = 1 << 16;
    private static final String ANSWER =
            "The parcel left the depot and arrives tomorrow. ".repeat(5).substring(0, 198);

    private final ToolCallingManager bare = DefaultToolCallingManager.builder().build();
    private final ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.NONE)
            .run("--guard.secret-key=0123456789abcdef0123456789abcdef", "--guard.tools.orderStatus.effect=read");
    private final ToolCallingManager guarded = context.getBean(ToolCallingManager.class);
    private final GuardRun run = context.getBean(Guard.class).open(RunContext.anonymous());
    private final Prompt prompt = new Prompt(
            "Where is my order?",
            ToolCallingChatOptions.builder()
                    .toolCallbacks(ToolCallbacks.from(new Orders()))
                    .toolContext(Map.of(GuardContextKeys.RUN, run))
                    .build());
    private final ToolCall[] calls = new ToolCall[CALLS];
    private final ChatResponse[] responses = new ChatResponse[CALLS];
    private int next;

    private final double[][] times = new double[3][MOST];
    private int turns;
    private boolean counts;

    /** Spring AI and the guard as they configure themselves. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ToolCallingAutoConfiguration.class,
        GuardAutoConfiguration.class,
        GuardSpringAiAutoConfiguration.class
    })
    static class Application {}

    /** The tool. */
    static final class Orders {

        @Tool(description = "Where an order is")
        String orderStatus(String orderId) {
            return ANSWER;
        }
    }

    /** Makes up answers of a model that calls the tool, each with arguments of its own. */
    @Setup
    public void prepare() {
        for (int i = 0; i < CALLS; i++) {
            String arguments = "{\"orderId\":\"A-" + (1001 + i) + "\"}";
            calls[i] = ToolCall.of("orderStatus", arguments).withId("call_" + i);
            responses[i] = new ChatResponse(List.of(new Generation(AssistantMessage.builder()
                    .content("")
                    .toolCalls(
                            List.of(new AssistantMessage.ToolCall("call_" + i, "function", "orderStatus", arguments)))
                    .build())));
        }
    }

    /** Spring AI alone. */
    @Benchmark
    public ToolExecutionResult bare() {
        return bare.executeToolCalls(prompt, responses[next()]);
    }

    /** Spring AI with the guard before its tools. */
    @Benchmark
    public ToolExecutionResult guarded() {
        return guarded.executeToolCalls(prompt, responses[next()]);
    }

    /** What the guard's engine does for the call. */
    @Benchmark
    public List<Warning> decideAndRecord() {
        return run.record(run.check(calls[next()]).handle(), ToolResult.ok(ANSWER));
    }

    /** Only turns of measured iterations count. */
    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        counts = iteration.getType() == IterationType.MEASUREMENT;
    }

    /** Twenty of each in turn, so that a busy machine slows all alike. */
    @Benchmark
    public void turn(Blackhole sink) {
        long start = System.nanoTime();
        for (int i = 0; i < TURN; i++) {
            sink.consume(bare());
        }
        long bareDone = System.nanoTime();
        for (int i = 0; i < TURN; i++) {
            sink.consume(guarded());
        }
        long guardedDone = System.nanoTime();
        for (int i = 0; i < TURN; i++) {
            sink.consume(decideAndRecord());
        }
        long end = System.nanoTime();
        if (counts && turns < MOST) {
            times[0][turns] = (bareDone - start) / (double) TURN;
            times[1][turns] = (guardedDone - bareDone) / (double) TURN;
            times[2][turns] = (end - guardedDone) / (double) TURN;
            turns++;
        }
    }

    /** Prints the medians of the turns, if there were any. */
    @TearDown
    public void report() {
        context.close();
        if (turns > 0) {
            double alone = median(times[0]);
            System.out.printf(
                    Locale.ROOT,
                    "%nSpring AI alone %.0f ns, guarded %.0f ns, decide and record %.0f ns, that is %.0f %% of Spring AI"
                            + " alone (medians of %d turns)%n",
                    alone,
                    median(times[1]),
                    median(times[2]),
                    100 * median(times[2]) / alone,
                    turns);
        }
    }

    private double median(double[] values) {
        double[] sorted = Arrays.copyOf(values, turns);
        Arrays.sort(sorted);
        return sorted[turns / 2];
    }

    private int next() {
        next = next + 1 == CALLS ? 0 : next + 1;
        return next;
    }
}
