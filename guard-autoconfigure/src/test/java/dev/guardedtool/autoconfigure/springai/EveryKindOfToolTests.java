package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardedTool;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.PathMatrixTests.Bodies;
import dev.guardedtool.autoconfigure.springai.PathMatrixTests.Path;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.ToolExecutionResult;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.augment.AugmentedToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.Ordered;

/** However a tool comes to be, and whatever stands in front of it: as many decisions as bodies, by every kind of client. */
class EveryKindOfToolTests {

    private static final ApplicationContextRunner CONTEXTS = new ApplicationContextRunner()
            .withInitializer(context -> context.getBeanFactory().registerScope("turn", new SimpleThreadScope()))
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardAspectAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef");

    static Stream<Arguments> tools() {
        return Stream.of(
                tool("made", 1, c -> c.getBean("made")),
                tool("prototype", 1, c -> c.getBean("prototype")),
                tool("late", 1, c -> c.getBean("late")),
                tool("scoped", 1, c -> c.getBean("scoped")),
                tool("scopedClass", 1, c -> c.getBean("scopedClass")),
                tool("scopedMethod", 1, c -> c.getBean(ScopedTools.class)),
                tool("anew", 1, c -> c.getBean("anew")),
                tool("byDefault", 1, c -> c.getBean(InheritingTools.class)),
                tool("overridden", 1, c -> c.getBean(InheritingTools.class)),
                tool("generic", 1, c -> c.getBean(InheritingTools.class)),
                tool("function", 1, c -> new Wrapper(c.getBean("function", ToolCallback.class))),
                tool("function", 1, c -> new Wrapper(new Wrapper(c.getBean("function", ToolCallback.class)))),
                tool("function", 1, c -> c.getBean("augmented")),
                tool("function", 2, c -> new Twice(c.getBean("function", ToolCallback.class))),
                tool("unbending", 1, c -> c.getBean("unbending")),
                tool("wrapping", 1, c -> c.getBean("wrapping")));
    }

    private static Arguments tool(String name, int bodies, Function<ApplicationContext, Object> tool) {
        return Arguments.of(name, bodies, tool);
    }

    static Stream<Arguments> onEveryClient() {
        return tools().flatMap(tool -> Stream.of(
                Arguments.of(
                        tool.get()[0], "builder", tool.get()[1], path(tool, c -> c.getBean(ChatClient.Builder.class))),
                Arguments.of(tool.get()[0], "by hand", tool.get()[1], path(tool, c -> ChatClient.builder(model(c))))));
    }

    @SuppressWarnings("unchecked")
    private static Path path(Arguments tool, Function<ApplicationContext, ChatClient.Builder> client) {
        Function<ApplicationContext, Object> made = (Function<ApplicationContext, Object>) tool.get()[2];
        return context -> client.apply(context)
                .build()
                .prompt("use " + tool.get()[0])
                .tools(made.apply(context))
                .call()
                .content();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("onEveryClient")
    void isDecidedOnceForEachBody(String name, String client, int bodies, Path path) {
        CONTEXTS.run(context -> {
            assertThat(context).hasNotFailed();

            path.walk(context);

            assertThat(Bodies.of(context).ran).hasSize(bodies);
            assertThat(Bodies.of(context).allowed).hasSize(bodies);
            assertThat(Bodies.of(context).recorded).hasSize(bodies);
        });
    }

    static Stream<Arguments> javaCalls() {
        return Stream.of(
                path(
                        "default method of an interface",
                        c -> c.getBean(Described.class).byDefault("1")),
                path(
                        "method that an interface declares",
                        c -> c.getBean(Described.class).overridden("1")),
                path("bridge method", c -> generic(c.getBean(InheritingTools.class), "1")),
                path("bean of a scope", c -> c.getBean(ScopedTools.class).scopedMethod("1")));
    }

    private static <T> void generic(Generic<T> tools, T value) {
        tools.generic(value);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("javaCalls")
    void aCallFromJavaIsDecidedOnce(String name, Path path) {
        CONTEXTS.run(context -> {
            path.walk(context);

            assertThat(Bodies.of(context).ran).hasSize(1);
            assertThat(Bodies.of(context).allowed).hasSize(1);
        });
    }

    static Stream<Arguments> clients() {
        return Stream.of(
                path(
                        "callbacks among the options",
                        c -> c.getBean(ChatClient.Builder.class)
                                .build()
                                .prompt(new Prompt(
                                        "use plain",
                                        ToolCallingChatOptions.builder()
                                                .toolCallbacks(ToolCallbacks.from(new Plain(Bodies.of(c))))
                                                .build()))
                                .call()
                                .content()),
                path(
                        "callbacks among the default options",
                        c -> c.getBean(ChatClient.Builder.class)
                                .defaultOptions(ToolCallingChatOptions.builder()
                                        .toolCallbacks(ToolCallbacks.from(new Plain(Bodies.of(c)))))
                                .build()
                                .prompt("use plain")
                                .call()
                                .content()),
                path(
                        "builder bean of the application",
                        c -> c.getBean("ownBuilder", ChatClient.Builder.class)
                                .build()
                                .prompt("use plain")
                                .tools(new Plain(Bodies.of(c)))
                                .call()
                                .content()),
                path("own loop, manager bean known by its class", c -> {
                    Prompt prompt = new Prompt(
                            "use plain",
                            ToolCallingChatOptions.builder()
                                    .toolCallbacks(ToolCallbacks.from(new Plain(Bodies.of(c))))
                                    .build());
                    c.getBean(OwnManager.class).executeToolCalls(prompt, model(c).call(prompt));
                }),
                path(
                        "tool calling advisor further out, call",
                        c -> furtherOut(c).call().content()),
                path(
                        "tool calling advisor further out, stream",
                        c -> furtherOut(c).stream().content().collectList().block()),
                path(
                        "client made of another one",
                        c -> c.getBean("ownBuilder", ChatClient.Builder.class)
                                .build()
                                .mutate()
                                .defaultTools(new Plain(Bodies.of(c)))
                                .build()
                                .prompt("use plain")
                                .call()
                                .content()));
    }

    private static Arguments path(String name, Path path) {
        return Arguments.of(name, path);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clients")
    void aPlainObjectIsDecidedOnce(String name, Path path) {
        CONTEXTS.run(context -> {
            assertThat(context).hasNotFailed();

            path.walk(context);

            assertThat(Bodies.of(context).ran).hasSize(1);
            assertThat(Bodies.of(context).allowed).hasSize(1);
        });
    }

    private static ChatClient.ChatClientRequestSpec furtherOut(ApplicationContext context) {
        ToolCallingAdvisor outermost = ToolCallingAdvisor.builder()
                .toolCallingManager(ToolCallingManager.builder().build())
                .advisorOrder(Ordered.HIGHEST_PRECEDENCE + 1)
                .build();
        return context.getBean(ChatClient.Builder.class)
                .build()
                .prompt("use plain")
                .advisors(outermost)
                .tools(new Plain(Bodies.of(context)));
    }

    @Test
    void aToolOfTheSameNameThatTheBodyCallsIsDecidedAsWell() {
        CONTEXTS.run(context -> {
            Recursive tool = new Recursive(Bodies.of(context), context.getBean("recursive", ToolCallback.class));

            context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("use recursive")
                    .tools(tool)
                    .call()
                    .content();

            assertThat(Bodies.of(context).ran).containsExactly("outer", "recursive");
            assertThat(Bodies.of(context).allowed).hasSize(2);
        });
    }

    private static ScriptedChatModel model(ApplicationContext context) {
        return context.getBean(ScriptedChatModel.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Bodies bodies() {
            return new Bodies();
        }

        @Bean
        ScriptedChatModel chatModel() {
            return new ScriptedChatModel().otherwise(prompt -> {
                boolean answered = prompt.getInstructions().size() > 1;
                String asked = prompt.getUserMessage().getText();
                return asked.startsWith("use ") && !answered
                        ? ScriptedChatModel.toolCall(asked.substring(4), "{\"value\":\"1\"}")
                        : ScriptedChatModel.text("done");
            });
        }

        @Bean(defaultCandidate = false)
        ChatClient.Builder ownBuilder(ChatModel model) {
            return ChatClient.builder(model);
        }

        @Bean
        MakingCallbacks made(Bodies bodies) {
            return new MakingCallbacks(bodies);
        }

        @Bean
        @Scope("prototype")
        ToolCallback prototype(Bodies bodies) {
            return callback("prototype", bodies);
        }

        @Bean
        @Lazy
        ToolCallback late(Bodies bodies) {
            return callback("late", bodies);
        }

        @Bean
        @Scope(value = "turn", proxyMode = ScopedProxyMode.INTERFACES)
        ToolCallback scoped(Bodies bodies) {
            return callback("scoped", bodies);
        }

        @Bean
        @Scope(value = "turn", proxyMode = ScopedProxyMode.TARGET_CLASS)
        FunctionToolCallback<Input, String> scopedClass(Bodies bodies) {
            return callback("scopedClass", bodies);
        }

        @Bean
        @Scope(value = "turn", proxyMode = ScopedProxyMode.TARGET_CLASS)
        ScopedTools scopedTools(Bodies bodies) {
            return new ScopedTools(bodies);
        }

        @Bean
        ToolCallbackProvider anew(Bodies bodies) {
            return () -> new ToolCallback[] {callback("anew", bodies)};
        }

        @Bean
        InheritingTools inheritingTools(Bodies bodies) {
            return new InheritingTools(bodies);
        }

        @Bean
        ToolCallback function(Bodies bodies) {
            return callback("function", bodies);
        }

        @Bean
        ToolCallback augmented(ToolCallback function) {
            return new AugmentedToolCallback<>(function, Thought.class, event -> {}, true);
        }

        @Bean
        ToolCallback unbending(Bodies bodies) {
            return new Unbending(callback("unbending", bodies));
        }

        @Bean
        OwnManager ownManager() {
            return new OwnManager();
        }

        @Bean
        ToolCallback recursive(Bodies bodies) {
            return callback("recursive", bodies);
        }

        @Bean
        ToolCallbackProvider wrapping(Bodies bodies) {
            ToolCallbackProvider provider = MethodToolCallbackProvider.builder()
                    .toolObjects(new Wrapped(bodies))
                    .build();
            return () ->
                    Stream.of(provider.getToolCallbacks()).map(Wrapper::new).toArray(ToolCallback[]::new);
        }

        static FunctionToolCallback<Input, String> callback(String name, Bodies bodies) {
            return FunctionToolCallback.builder(name, (Input input) -> bodies.ran(name))
                    .description(name)
                    .inputType(Input.class)
                    .build();
        }
    }

    record Input(String value) {}

    /** What the model is asked to say beside the arguments. */
    public record Thought(@Nullable String why) {}

    static final class MakingCallbacks implements FactoryBean<ToolCallback> {

        private final Bodies bodies;

        MakingCallbacks(Bodies bodies) {
            this.bodies = bodies;
        }

        @Override
        public ToolCallback getObject() {
            return ToolCallbacks.from(new Made(bodies))[0];
        }

        @Override
        public Class<?> getObjectType() {
            return ToolCallback.class;
        }
    }

    /** As applications do to log or to count. */
    static class Wrapper implements ToolCallback {

        final ToolCallback delegate;

        Wrapper(ToolCallback delegate) {
            this.delegate = delegate;
        }

        @Override
        public ToolDefinition getToolDefinition() {
            return delegate.getToolDefinition();
        }

        @Override
        public String call(String toolInput) {
            return delegate.call(toolInput);
        }

        @Override
        public String call(String toolInput, @Nullable ToolContext toolContext) {
            return delegate.call(toolInput, toolContext);
        }
    }

    /** Not final, but its methods are. */
    static class Unbending implements ToolCallback {

        private final ToolCallback tool;

        Unbending(ToolCallback tool) {
            this.tool = tool;
        }

        @Override
        public final ToolDefinition getToolDefinition() {
            return tool.getToolDefinition();
        }

        @Override
        public final String call(String toolInput) {
            return tool.call(toolInput);
        }
    }

    /** A manager that is known by its class. */
    static class OwnManager implements ToolCallingManager {

        private final ToolCallingManager delegate = ToolCallingManager.builder().build();

        @Override
        public List<ToolDefinition> resolveToolDefinitions(ToolCallingChatOptions options) {
            return delegate.resolveToolDefinitions(options);
        }

        @Override
        public ToolExecutionResult executeToolCalls(Prompt prompt, ChatResponse response) {
            return delegate.executeToolCalls(prompt, response);
        }
    }

    /** As applications do to try again. */
    static final class Twice extends Wrapper {

        Twice(ToolCallback delegate) {
            super(delegate);
        }

        @Override
        public String call(String toolInput, @Nullable ToolContext toolContext) {
            return super.call(toolInput, toolContext) + super.call(toolInput, toolContext);
        }
    }

    /** A body of its own that calls another tool of the same name. */
    static final class Recursive implements ToolCallback {

        private final Bodies bodies;
        private final Supplier<ToolCallback> inner;

        Recursive(Bodies bodies, ToolCallback inner) {
            this.bodies = bodies;
            this.inner = () -> inner;
        }

        @Override
        public ToolDefinition getToolDefinition() {
            return inner.get().getToolDefinition();
        }

        @Override
        public String call(String toolInput) {
            bodies.ran("outer");
            return inner.get().call(toolInput);
        }
    }

    static class Plain {

        private final Bodies bodies;

        Plain(Bodies bodies) {
            this.bodies = bodies;
        }

        @Tool(description = "plain")
        public String plain(String value) {
            return bodies.ran("plain");
        }
    }

    static class Made {

        private final Bodies bodies;

        Made(Bodies bodies) {
            this.bodies = bodies;
        }

        @Tool(description = "made")
        public String made(String value) {
            return bodies.ran("made");
        }
    }

    static class Wrapped {

        private final Bodies bodies;

        Wrapped(Bodies bodies) {
            this.bodies = bodies;
        }

        @Tool(description = "wrapping")
        public String wrapping(String value) {
            return bodies.ran("wrapping");
        }
    }

    public static class ScopedTools {

        private final Bodies bodies;

        ScopedTools(Bodies bodies) {
            this.bodies = bodies;
        }

        @Tool(description = "of a scope")
        @GuardedTool
        public String scopedMethod(String value) {
            return bodies.ran("scopedMethod");
        }
    }

    /** An interface with a tool in it. */
    public interface Described {

        Bodies bodies();

        /** One that implementations inherit. */
        @Tool(description = "of an interface")
        @GuardedTool
        default String byDefault(String value) {
            return bodies().ran("byDefault");
        }

        /** One that is declared here alone. */
        @Tool(description = "declared by an interface")
        @GuardedTool
        String overridden(String value);
    }

    /** A method with a bridge. */
    public interface Generic<T> {

        /** Takes anything. */
        String generic(T value);
    }

    public static class InheritingTools implements Described, Generic<String> {

        private final Bodies bodies;

        InheritingTools(Bodies bodies) {
            this.bodies = bodies;
        }

        @Override
        public Bodies bodies() {
            return bodies;
        }

        @Override
        public String overridden(String value) {
            return bodies.ran("overridden");
        }

        @Override
        @Tool(description = "generic")
        @GuardedTool
        public String generic(String value) {
            return bodies.ran("generic");
        }
    }
}
