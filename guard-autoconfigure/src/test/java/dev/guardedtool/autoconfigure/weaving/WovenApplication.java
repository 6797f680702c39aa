package dev.guardedtool.autoconfigure.weaving;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardEventListener;
import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.actuate.CoverageReport;
import dev.guardedtool.autoconfigure.actuate.GuardCoverage;
import dev.guardedtool.autoconfigure.actuate.GuardCoverageAutoConfiguration;
import dev.guardedtool.autoconfigure.actuate.Layer;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.GuardSpringAiAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.augment.AugmentedToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.ai.tool.method.MethodToolCallback;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Hands plain objects to clients and managers that it built by hand, and prints how often it was asked. */
public final class WovenApplication {

    private WovenApplication() {}

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(Setup.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setDefaultProperties(
                Map.of("guard.secret-key", "0123456789abcdef0123456789abcdef", "spring.main.banner-mode", "off"));
        try (ConfigurableApplicationContext context = application.run(args)) {
            Count count = context.getBean(Count.class);
            ScriptedChatModel model = context.getBean(ScriptedChatModel.class);

            walk(
                    "call",
                    count,
                    model,
                    () -> ChatClient.create(model.calls("plain", "{\"value\":\"1\"}"))
                            .prompt("go")
                            .tools(new Plain(count))
                            .call()
                            .content());
            walk(
                    "stream",
                    count,
                    model,
                    () ->
                            ChatClient.create(model.calls("plain", "{\"value\":\"1\"}"))
                                    .prompt("go")
                                    .tools(new Plain(count))
                                    .stream()
                                    .content()
                                    .collectList()
                                    .block());
            walk("loop", count, model, () -> {
                Prompt prompt = new Prompt(
                        "go",
                        ToolCallingChatOptions.builder()
                                .toolCallbacks(ToolCallbacks.from(new Plain(count)))
                                .build());
                ChatResponse response =
                        model.calls("plain", "{\"value\":\"1\"}").call(prompt);
                ToolCallingManager.builder().build().executeToolCalls(prompt, response);
            });
            walk("nested", count, model, () -> {
                model.calls("plain", "{\"value\":\"1\"}").calls("plain", "{\"value\":\"2\"}");
                ChatClient client = ChatClient.create(model);
                client.prompt("go")
                        .tools(new Nesting(
                                count,
                                () -> client.prompt("go")
                                        .tools(new Plain(count))
                                        .call()
                                        .content()))
                        .call()
                        .content();
            });
            walk(
                    "function",
                    count,
                    model,
                    () -> context.getBean(FunctionToolCallback.class)
                            .call("{\"value\":\"1\"}", new ToolContext(Map.of())));
            walk(
                    "augmented",
                    count,
                    model,
                    () -> ChatClient.create(model.calls("function", "{\"value\":\"1\"}"))
                            .prompt("go")
                            .tools(new AugmentedToolCallback<>(
                                    context.getBean(FunctionToolCallback.class), Thought.class, event -> {}, true))
                            .call()
                            .content());
            CoverageReport report = context.getBean(GuardCoverage.class).report();
            System.out.println("tool=" + seenBy(report, "unannotated") + " callback=" + seenBy(report, "method"));
            walk("guarded", count, model, () -> {
                model.calls("plain", "{\"value\":\"1\"}");
                context.getBean(ChatClient.Builder.class)
                        .build()
                        .prompt("go")
                        .tools(new Plain(count))
                        .call()
                        .content();
            });
        }
    }

    private static Set<Layer> seenBy(CoverageReport report, String tool) {
        return new TreeSet<>(report.tool(ToolName.of(tool)).orElseThrow().seenBy());
    }

    private static void walk(String name, Count count, ScriptedChatModel model, Runnable path) {
        model.reset();
        count.bodies.set(0);
        count.decisions.set(0);
        path.run();
        System.out.println(name + " bodies=" + count.bodies + " decisions=" + count.decisions);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        AopAutoConfiguration.class,
        ToolCallingAutoConfiguration.class,
        ChatClientAutoConfiguration.class,
        GuardAutoConfiguration.class,
        GuardSpringAiAutoConfiguration.class,
        GuardAspectAutoConfiguration.class,
        GuardCoverageAutoConfiguration.class
    })
    static class Setup {

        @Bean
        Count count() {
            return new Count();
        }

        @Bean
        Unannotated unannotated() {
            return new Unannotated();
        }

        @Bean
        FunctionToolCallback<Input, Integer> function(Count count) {
            return FunctionToolCallback.builder("function", (Input input) -> count.bodies.incrementAndGet())
                    .description("function")
                    .inputType(Input.class)
                    .build();
        }

        @Bean
        MethodToolCallback method() {
            return (MethodToolCallback) ToolCallbacks.from(new Method())[0];
        }

        @Bean
        ObservationRegistry observations() {
            return ObservationRegistry.create();
        }

        @Bean
        ScriptedChatModel chatModel(ObservationRegistry observations) {
            return new ScriptedChatModel().observedBy(observations);
        }
    }

    static final class Count implements GuardEventListener {

        final AtomicInteger bodies = new AtomicInteger();
        final AtomicInteger decisions = new AtomicInteger();

        @Override
        public void onEvent(GuardEvent event) {
            if (event instanceof GuardEvent.Decided) {
                decisions.incrementAndGet();
            }
        }
    }

    record Input(String value) {}

    /** What the model is asked to say beside the arguments. */
    public record Thought(@Nullable String why) {}

    static class Nesting {

        private final Count count;
        private final Supplier<@Nullable String> inner;

        Nesting(Count count, Supplier<@Nullable String> inner) {
            this.count = count;
            this.inner = inner;
        }

        @Tool(description = "has a model use a tool of the same name")
        String plain(String value) {
            count.bodies.incrementAndGet();
            return value + inner.get();
        }
    }

    static class Unannotated {

        @Tool(description = "unannotated")
        String unannotated(String value) {
            return value;
        }
    }

    static class Method {

        @Tool(description = "method")
        String method(String value) {
            return value;
        }
    }

    static final class Plain {

        private final Count count;

        Plain(Count count) {
            this.count = count;
        }

        @Tool(description = "plain")
        String plain(String value) {
            count.bodies.incrementAndGet();
            return value;
        }
    }
}
