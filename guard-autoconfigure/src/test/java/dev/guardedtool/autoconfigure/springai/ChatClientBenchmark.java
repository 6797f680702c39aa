package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
import org.openjdk.jmh.util.ListStatistics;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the guard adds to a whole call of a chat client, and what it leaves behind where it is switched off. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 60, time = 1)
@Measurement(iterations = 40, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ChatClientBenchmark {

    private static final int TURN = 10;
    private static final int MOST = 1 << 16;
    private static final List<String> NAMES = List.of("bare", "switched off", "guarded", "tool call alone");
    private static final int CLIENTS = 3;
    private static final String ANSWER =
            "The parcel left the depot and arrives tomorrow. ".repeat(5).substring(0, 198);

    private final List<ConfigurableApplicationContext> contexts = List.of(
            start(Application.class),
            start(Guarded.class, "--guard.enabled=false"),
            start(
                    Guarded.class,
                    "--guard.secret-key=0123456789abcdef0123456789abcdef",
                    "--guard.tools.orderStatus.effect=read"));
    private final List<ChatClient> clients =
            contexts.stream().map(ChatClientBenchmark::client).toList();
    private final ToolCallingManager manager = contexts.get(0).getBean(ToolCallingManager.class);
    private final Carrier model = contexts.get(0).getBean(Carrier.class);
    private final Prompt prompt = new Prompt(
            "Where is my order?",
            ToolCallingChatOptions.builder()
                    .toolCallbacks(ToolCallbacks.from(new Orders()))
                    .build());

    private final List<List<Double>> medians = Stream.generate(() -> (List<Double>) new ArrayList<Double>())
            .limit(NAMES.size())
            .toList();
    private final double[][] times = new double[NAMES.size()][MOST];
    private final List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
    private final Random random = new Random(1);
    private int turns;
    private boolean counts;

    /** Spring AI as it configures itself. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        AopAutoConfiguration.class,
        ToolCallingAutoConfiguration.class,
        ChatClientAutoConfiguration.class
    })
    static class Application {

        @Bean
        Carrier chatModel() {
            return new Carrier();
        }
    }

    /** The same with the guard beside it. */
    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        AopAutoConfiguration.class,
        ToolCallingAutoConfiguration.class,
        ChatClientAutoConfiguration.class,
        GuardAutoConfiguration.class,
        GuardSpringAiAutoConfiguration.class,
        GuardAspectAutoConfiguration.class
    })
    static class Guarded {

        @Bean
        Carrier chatModel() {
            return new Carrier();
        }
    }

    /** The tool. */
    static final class Orders {

        @Tool(description = "Where an order is")
        String orderStatus(String orderId) {
            return ANSWER;
        }
    }

    /** A model that calls the tool once, each time with arguments of its own, and then has its answer. */
    static final class Carrier implements ChatModel {

        private final AtomicInteger orders = new AtomicInteger();

        @Override
        public ChatResponse call(Prompt asked) {
            boolean answered =
                    asked.getInstructions().get(asked.getInstructions().size() - 1) instanceof ToolResponseMessage;
            return new ChatResponse(List.of(new Generation(answered ? new AssistantMessage("Tomorrow.") : toolCall())));
        }

        @Override
        public ChatOptions getOptions() {
            return ToolCallingChatOptions.builder().model("carrier").build();
        }

        private AssistantMessage toolCall() {
            String arguments = "{\"orderId\":\"A-" + orders.incrementAndGet() + "\"}";
            return AssistantMessage.builder()
                    .content("")
                    .toolCalls(List.of(new AssistantMessage.ToolCall("call", "function", "orderStatus", arguments)))
                    .build();
        }
    }

    /** A whole call of one of the clients, or the execution of the one tool call by Spring AI alone. */
    private Object run(int which) {
        return which < CLIENTS
                ? Objects.requireNonNull(
                        clients.get(which).prompt("Where is my order?").call().content())
                : manager.executeToolCalls(prompt, model.call(prompt));
    }

    /** Without the guard on the class path. */
    @Benchmark
    public Object bare() {
        return run(0);
    }

    /** With the guard switched off. */
    @Benchmark
    public Object switchedOff() {
        return run(1);
    }

    /** With the guard. */
    @Benchmark
    public Object guarded() {
        return run(2);
    }

    /** Only turns of measured iterations count. */
    @Setup(Level.Iteration)
    public void begin(IterationParams iteration) {
        counts = iteration.getType() == IterationType.MEASUREMENT;
        turns = 0;
    }

    /** Ten of each in turn, in another order each time, so that neither a busy machine nor a neighbour tells. */
    @Benchmark
    public void turn(Blackhole sink) {
        Collections.shuffle(order, random);
        for (int which : order) {
            long start = System.nanoTime();
            for (int j = 0; j < TURN; j++) {
                sink.consume(run(which));
            }
            times[which][turns] = (System.nanoTime() - start) / (1_000.0 * TURN);
        }
        turns = Math.min(turns + 1, MOST - 1);
    }

    /** Each iteration gives one median of each. */
    @TearDown(Level.Iteration)
    public void keep() {
        for (int which = 0; counts && turns > 0 && which < NAMES.size(); which++) {
            double[] sorted = Arrays.copyOf(times[which], turns);
            Arrays.sort(sorted);
            medians.get(which).add(sorted[turns / 2]);
        }
    }

    /** Prints the medians of the iterations and their 99.9 % confidence intervals, if there were any. */
    @TearDown
    public void report() {
        contexts.forEach(ConfigurableApplicationContext::close);
        for (int which = 0; which < NAMES.size() && !medians.get(0).isEmpty(); which++) {
            ListStatistics all = new ListStatistics(
                    medians.get(which).stream().mapToDouble(Double::doubleValue).toArray());
            double[] interval = all.getConfidenceIntervalAt(0.999);
            System.out.printf(
                    Locale.ROOT,
                    "%n%-16s median %6.2f us, mean %.2f, 99.9 %% between %.2f and %.2f",
                    NAMES.get(which),
                    all.getPercentile(50),
                    all.getMean(),
                    interval[0],
                    interval[1]);
        }
        System.out.println();
    }

    static ChatClient client(ConfigurableApplicationContext context) {
        return context.getBean(ChatClient.Builder.class)
                .defaultTools((Object[]) ToolCallbacks.from(new Orders()))
                .build();
    }

    static ConfigurableApplicationContext start(Class<?> application, String... arguments) {
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }
}
