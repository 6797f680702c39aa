package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardEventListener;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel.Call;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.DefaultToolCallingManager;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.ai.tool.method.MethodToolCallback;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.ai.tool.resolution.ToolCallbackResolver;
import org.springframework.ai.tool.support.ToolDefinitions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ReflectionUtils;

/** Every path by which a tool can run: as many decisions as bodies, neither fewer nor more. */
class PathMatrixTests {

    private static final ApplicationContextRunner CONTEXTS = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardAspectAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef");

    /** One path through an application. */
    interface Path {

        void walk(ApplicationContext context) throws Exception;
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                path("annotated bean, builder, call", 1, c -> call(builder(c), tools(c), "annotated")),
                path("annotated bean, builder, stream", 1, c -> stream(builder(c), tools(c), "annotated")),
                path("annotated bean, builder, another thread, virtual where there are some", 1, c -> {
                    Thread thread = Threads.start(() -> call(builder(c), tools(c), "annotated"));
                    thread.join();
                }),
                path("tool with a name of its own for the guard", 1, c -> call(builder(c), tools(c), "offered")),
                path("tool with a name of its own for the guard, plain object", 1, c -> {
                    call(builder(c), new RenamedTools(Bodies.of(c)), "shown");
                    assertThat(Bodies.of(c).allowed.get(0).tool()).isEqualTo(ToolName.of("meant"));
                }),
                path("annotated method behind a callback of another name", 1, c -> {
                    Method method = ReflectionUtils.findMethod(AnnotatedTools.class, "annotated", String.class);
                    call(
                            builder(c),
                            MethodToolCallback.builder()
                                    .toolDefinition(ToolDefinitions.builder(method)
                                            .name("alias")
                                            .build())
                                    .toolMethod(method)
                                    .toolObject(tools(c))
                                    .build(),
                            "alias");
                }),
                path("package-private method of a proxied bean", 1, c -> call(builder(c), tools(c), "packagePrivate")),
                path("bean without annotation", 1, c -> call(builder(c), c.getBean(PlainTools.class), "plain")),
                path("plain object, call", 1, c -> call(builder(c), new PlainTools(Bodies.of(c)), "plain")),
                path("plain object, stream", 1, c -> stream(builder(c), new PlainTools(Bodies.of(c)), "plain")),
                path(
                        "callback bean of its own class",
                        1,
                        c -> call(builder(c), c.getBean(FunctionToolCallback.class), "function")),
                path("callback bean of a final class", 1, c -> call(builder(c), c.getBean("finalTool"), "final")),
                path("provider bean", 1, c -> call(builder(c), c.getBean("provider"), "provided")),
                path("three calls in one response", 3, c -> {
                    model(c).calls(
                                    new Call("annotated", "{\"value\":\"1\"}"),
                                    new Call("annotated", "{\"value\":\"2\"}"),
                                    new Call("other", "{\"value\":\"3\"}"))
                            .says("done");
                    builder(c).build().prompt("go").tools(tools(c)).call().content();
                }),
                path("returnDirect", 1, c -> call(builder(c), tools(c), "direct")),
                path("own tool calling advisor, own manager, call", 1, c -> {
                    model(c).calls("plain", "{\"value\":\"1\"}").says("done");
                    ownAdvisor(c, new PlainTools(Bodies.of(c))).call().content();
                }),
                path("own tool calling advisor, own manager, stream", 1, c -> {
                    model(c).calls("annotated", "{\"value\":\"1\"}").says("done");
                    ownAdvisor(c, tools(c)).stream().content().collectList().block();
                }),
                path(
                        "hand-built client, annotated bean",
                        1,
                        c -> call(ChatClient.builder(model(c)), tools(c), "annotated")),
                path(
                        "hand-built client, callback bean",
                        1,
                        c -> call(ChatClient.builder(model(c)), c.getBean(FunctionToolCallback.class), "function")),
                path(
                        "hand-built client, provider bean",
                        1,
                        c -> call(ChatClient.builder(model(c)), c.getBean("provider"), "provided")),
                path("hand-built client that is a bean, plain object", 1, c -> {
                    model(c).calls("plain", "{\"value\":\"1\"}").says("done");
                    c.getBean(ChatClient.class)
                            .prompt("go")
                            .tools(new PlainTools(Bodies.of(c)))
                            .call()
                            .content();
                }),
                path(
                        "own loop, manager bean, plain object",
                        1,
                        c -> loop(
                                c,
                                c.getBean(ToolCallingManager.class),
                                ToolCallbacks.from(new PlainTools(Bodies.of(c))))),
                path("own loop, own manager, callback of a provider bean", 1, c -> {
                    model(c).calls("provided", "{\"value\":\"1\"}").says("done");
                    loop(
                            c,
                            ToolCallingManager.builder().build(),
                            c.getBean("provider", ToolCallbackProvider.class).getToolCallbacks());
                }),
                path("own loop, own manager, annotated bean", 1, c -> {
                    model(c).calls("annotated", "{\"value\":\"1\"}");
                    loop(c, ToolCallingManager.builder().build(), ToolCallbacks.from(tools(c)));
                }),
                path("own loop, own manager, callback bean", 1, c -> {
                    model(c).calls("function", "{\"value\":\"1\"}");
                    loop(c, ToolCallingManager.builder().build(), new ToolCallback[] {
                        c.getBean(FunctionToolCallback.class)
                    });
                }),
                path("own loop, manager bean, annotated bean", 1, c -> {
                    model(c).calls("annotated", "{\"value\":\"1\"}");
                    loop(c, c.getBean(ToolCallingManager.class), ToolCallbacks.from(tools(c)));
                }),
                path(
                        "hand-built client, annotated bean, stream",
                        1,
                        c -> stream(ChatClient.builder(model(c)), tools(c), "annotated")),
                path("returnDirect, stream", 1, c -> stream(builder(c), tools(c), "direct")),
                path("client of a tool, equal tool names", 2, c -> {
                    model(c).calls("plain", "{\"value\":\"1\"}")
                            .calls("plain", "{\"value\":\"2\"}")
                            .says("done")
                            .says("done");
                    ChatClient client = builder(c).build();
                    client.prompt("go")
                            .tools(new Nesting(
                                    Bodies.of(c),
                                    () -> client.prompt("go")
                                            .tools(new PlainTools(Bodies.of(c)))
                                            .call()
                                            .content()))
                            .call()
                            .content();
                }),
                path("guarded method of the name that a guarded method goes by", 2, c -> {
                    Same outer = c.getBean("outer", Same.class);
                    outer.same("1");
                }),
                path(
                        "name only, resolved",
                        1,
                        c -> c.getBean(ToolCallbackResolver.class)
                                .resolve("function")
                                .call("{\"value\":\"1\"}")),
                path("hand-built client of a tool", 2, c -> call(builder(c), tools(c), "nesting")),
                path("tool that calls another guarded bean", 2, c -> call(builder(c), tools(c), "delegating")),
                path("direct Java call", 1, c -> tools(c).annotated("1")),
                path(
                        "direct call of a callback bean",
                        1,
                        c -> c.getBean(FunctionToolCallback.class).call("{\"value\":\"1\"}")),
                path(
                        "direct call of a callback bean of a final class",
                        1,
                        c -> c.getBean("finalTool", ToolCallback.class).call("{}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void isDecidedExactlyOnce(String name, int bodies, Path path) {
        CONTEXTS.run(context -> {
            assertThat(context).hasNotFailed();

            path.walk(context);

            assertThat(Bodies.of(context).ran).hasSize(bodies);
            assertThat(context.getBean(Bodies.class).allowed).hasSize(bodies);
            assertThat(context.getBean(Bodies.class).recorded).hasSize(bodies);
        });
    }

    static Stream<Arguments> unoffered() {
        return Stream.of(
                path("builder, call", 0, c -> call(builder(c), tools(c), "function")),
                path("builder, stream", 0, c -> stream(builder(c), tools(c), "function")),
                path("own tool calling advisor, own manager with the resolver bean", 0, c -> {
                    ToolCallingAdvisor own = ToolCallingAdvisor.builder()
                            .toolCallingManager(byName(c.getBean(ToolCallbackResolver.class)))
                            .build();
                    builder(c)
                            .build()
                            .prompt("use function")
                            .advisors(own)
                            .tools(tools(c))
                            .call()
                            .content();
                }),
                path("own loop, manager bean", 0, c -> {
                    model(c).calls("function", "{\"value\":\"1\"}");
                    loop(c, c.getBean(ToolCallingManager.class), ToolCallbacks.from(new ProvidedTools(Bodies.of(c))));
                }));
    }

    /** A manager that looks tools up by their names, as older versions of Spring AI always do. */
    private static ToolCallingManager byName(ToolCallbackResolver resolver) {
        DefaultToolCallingManager.Builder builder = ToolCallingManager.builder().toolCallbackResolver(resolver);
        Method fallback = ReflectionUtils.findMethod(builder.getClass(), "resolutionFallbackEnabled", boolean.class);
        if (fallback != null) {
            ReflectionUtils.invokeMethod(fallback, builder, true);
        }
        return builder.build();
    }

    @ParameterizedTest(name = "{0}, fallback {3}")
    @MethodSource("unofferedWithAndWithoutFallback")
    void aToolThatWasNotOfferedIsRefused(String name, int bodies, Path path, boolean fallback) {
        CONTEXTS.withPropertyValues("spring.ai.tools.resolution.fallback.enabled=" + fallback)
                .run(context -> {
                    path.walk(context);

                    assertThat(Bodies.of(context).ran).isEmpty();
                    assertThat(Bodies.of(context).recorded).isEmpty();
                    assertThat(Bodies.of(context).allowed)
                            .singleElement()
                            .satisfies(decided ->
                                    assertThat(decided.decision().reason()).isEqualTo(GuardReason.TOOL_UNADVERTISED));
                });
    }

    static Stream<Arguments> unofferedWithAndWithoutFallback() {
        return unoffered()
                .flatMap(path -> Stream.of(false, true)
                        .map(fallback -> Arguments.of(path.get()[0], path.get()[1], path.get()[2], fallback)));
    }

    @Test
    void aBeanOfAPlainFunctionIsNoTool() {
        CONTEXTS.run(context -> {
            call(builder(context), tools(context), "upperCase");

            assertThat(Bodies.of(context).ran).isEmpty();
            assertThat(Bodies.of(context).allowed)
                    .singleElement()
                    .satisfies(
                            decided -> assertThat(decided.decision().reason()).isEqualTo(GuardReason.TOOL_UNKNOWN));
        });
    }

    @Test
    void aMethodCalledByItsOwnObjectIsPartOfTheToolThatCallsIt() {
        CONTEXTS.run(context -> {
            call(builder(context), tools(context), "insider");

            assertThat(Bodies.of(context).ran).containsExactly("insider", "annotated");
            assertThat(Bodies.of(context).allowed)
                    .singleElement()
                    .satisfies(decided -> assertThat(decided.tool()).isEqualTo(ToolName.of("insider")));
            assertThat(Bodies.of(context).recorded).hasSize(1);
        });
    }

    private static Arguments path(String name, int bodies, Path path) {
        return Arguments.of(name, bodies, path);
    }

    private static ChatClient.Builder builder(ApplicationContext context) {
        return context.getBean(ChatClient.Builder.class);
    }

    private static AnnotatedTools tools(ApplicationContext context) {
        return context.getBean(AnnotatedTools.class);
    }

    private static ScriptedChatModel model(ApplicationContext context) {
        return context.getBean(ScriptedChatModel.class);
    }

    private static void call(ChatClient.Builder builder, Object tools, String tool) {
        builder.build().prompt("use " + tool).tools(tools).call().content();
    }

    private static void stream(ChatClient.Builder builder, Object tools, String tool) {
        builder.build().prompt("use " + tool).tools(tools).stream()
                .content()
                .collectList()
                .block();
    }

    private static ChatClient.ChatClientRequestSpec ownAdvisor(ApplicationContext context, Object tools) {
        ToolCallingAdvisor own = ToolCallingAdvisor.builder()
                .toolCallingManager(ToolCallingManager.builder().build())
                .build();
        return builder(context).build().prompt("go").advisors(own).tools(tools);
    }

    private static void loop(ApplicationContext context, ToolCallingManager manager, ToolCallback[] callbacks) {
        ScriptedChatModel model = model(context);
        if (callbacks[0].getToolDefinition().name().equals("plain")) {
            model.calls("plain", "{\"value\":\"1\"}").says("done");
        }
        Prompt prompt = new Prompt(
                "go", ToolCallingChatOptions.builder().toolCallbacks(callbacks).build());
        ChatResponse response = model.call(prompt);
        manager.executeToolCalls(prompt, response);
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
                String asked = prompt.getUserMessage().getText();
                boolean answered = prompt.getInstructions().size() > 1;
                return asked.startsWith("use ") && !answered
                        ? ScriptedChatModel.toolCall(asked.substring(4), "{\"value\":\"1\"}")
                        : ScriptedChatModel.text("done");
            });
        }

        @Bean
        AnnotatedTools annotatedTools(Bodies bodies, ChatModel model) {
            return new AnnotatedTools(bodies, model);
        }

        @Bean
        Inner inner(Bodies bodies) {
            return new Inner(bodies);
        }

        @Bean
        Same outer(Bodies bodies, @Qualifier("innermost") Same innermost) {
            return new Same(bodies, innermost);
        }

        @Bean
        Same innermost(Bodies bodies) {
            return new Same(bodies, null);
        }

        @Bean
        PlainTools plainTools(Bodies bodies) {
            return new PlainTools(bodies);
        }

        @Bean
        FunctionToolCallback<Input, String> functionTool(Bodies bodies) {
            return FunctionToolCallback.builder("function", (Input input) -> bodies.ran("function"))
                    .description("a function")
                    .inputType(Input.class)
                    .build();
        }

        @Bean
        ToolCallback finalTool(Bodies bodies) {
            return new FinalTool(bodies);
        }

        @Bean
        ToolCallbackProvider provider(Bodies bodies) {
            return MethodToolCallbackProvider.builder()
                    .toolObjects(new ProvidedTools(bodies))
                    .build();
        }

        @Bean
        Function<Input, String> upperCase(Bodies bodies) {
            return input -> bodies.ran("upperCase");
        }

        @Bean
        ChatClient handBuilt(ChatModel model) {
            return ChatClient.create(model);
        }
    }

    /** A virtual thread where Java has them. */
    static final class Threads {

        static Thread start(Runnable work) throws Exception {
            try {
                return (Thread) Thread.class
                        .getMethod("startVirtualThread", Runnable.class)
                        .invoke(null, work);
            } catch (NoSuchMethodException olderJava) {
                Thread thread = new Thread(work);
                thread.start();
                return thread;
            }
        }
    }

    /** What ran, and what was decided and recorded. */
    static class Bodies implements GuardEventListener {

        final List<String> ran = new CopyOnWriteArrayList<>();
        final List<GuardEvent.Decided> allowed = new CopyOnWriteArrayList<>();
        final List<GuardEvent.Recorded> recorded = new CopyOnWriteArrayList<>();

        static Bodies of(ApplicationContext context) {
            return context.getBean(Bodies.class);
        }

        String ran(String body) {
            ran.add(body);
            return body;
        }

        @Override
        public void onEvent(GuardEvent event) {
            if (event instanceof GuardEvent.Decided decided) {
                allowed.add(decided);
            } else if (event instanceof GuardEvent.Recorded result) {
                recorded.add(result);
            }
        }
    }

    public static class AnnotatedTools {

        private final Bodies bodies;
        private final ChatModel model;

        @Autowired
        private Inner inner;

        AnnotatedTools(Bodies bodies, ChatModel model) {
            this.bodies = bodies;
            this.model = model;
        }

        @Tool(description = "annotated")
        @GuardedTool
        public String annotated(String value) {
            return bodies.ran("annotated");
        }

        @Tool(description = "annotated as well")
        @GuardedTool
        public String other(String value) {
            return bodies.ran("other");
        }

        @Tool(description = "package-private")
        @GuardedTool
        String packagePrivate(String value) {
            return bodies.ran("packagePrivate");
        }

        @Tool(name = "offered", description = "renamed")
        @GuardedTool(name = "known")
        public String renamed(String value) {
            return bodies.ran("renamed");
        }

        @Tool(description = "direct", returnDirect = true)
        @GuardedTool
        public String direct(String value) {
            return bodies.ran("direct");
        }

        @Tool(description = "runs a client of its own")
        @GuardedTool
        public String nesting(String value) {
            bodies.ran("nesting");
            return ChatClient.builder(model)
                    .build()
                    .prompt("use innermost")
                    .tools(inner)
                    .call()
                    .content();
        }

        @Tool(description = "calls a method of its own object")
        @GuardedTool
        public String insider(String value) {
            bodies.ran("insider");
            return annotated(value);
        }

        @Tool(description = "calls another bean")
        @GuardedTool
        public String delegating(String value) {
            bodies.ran("delegating");
            return inner.innermost(value);
        }
    }

    public static class Inner {

        private final Bodies bodies;

        Inner(Bodies bodies) {
            this.bodies = bodies;
        }

        @Tool(description = "innermost")
        @GuardedTool
        public String innermost(String value) {
            return bodies.ran("innermost");
        }
    }

    /** One calls the other, and both go by one name. */
    public static class Same {

        private final Bodies bodies;
        private final @Nullable Same inner;

        Same(Bodies bodies, @Nullable Same inner) {
            this.bodies = bodies;
            this.inner = inner;
        }

        @GuardedTool(name = "same")
        public String same(String value) {
            return bodies.ran("same") + (inner == null ? "" : inner.same(value + "1"));
        }
    }

    static class Nesting {

        private final Bodies bodies;
        private final Supplier<@Nullable String> inner;

        Nesting(Bodies bodies, Supplier<@Nullable String> inner) {
            this.bodies = bodies;
            this.inner = inner;
        }

        @Tool(description = "has a model use a tool of the same name")
        public String plain(String value) {
            return bodies.ran("nesting") + inner.get();
        }
    }

    static class RenamedTools {

        private final Bodies bodies;

        RenamedTools(Bodies bodies) {
            this.bodies = bodies;
        }

        @Tool(name = "shown", description = "renamed")
        @GuardedTool(name = "meant")
        public String run(String value) {
            return bodies.ran("shown");
        }
    }

    record Input(String value) {}

    static class PlainTools {

        private final Bodies bodies;

        PlainTools(Bodies bodies) {
            this.bodies = bodies;
        }

        @Tool(description = "plain")
        public String plain(String value) {
            return bodies.ran("plain");
        }
    }

    static class ProvidedTools {

        private final Bodies bodies;

        ProvidedTools(Bodies bodies) {
            this.bodies = bodies;
        }

        @Tool(description = "provided")
        public String provided(String value) {
            return bodies.ran("provided");
        }
    }

    static final class FinalTool implements ToolCallback {

        private final Bodies bodies;

        FinalTool(Bodies bodies) {
            this.bodies = bodies;
        }

        @Override
        public ToolDefinition getToolDefinition() {
            return ToolDefinition.builder()
                    .name("final")
                    .description("final")
                    .inputSchema("{}")
                    .build();
        }

        @Override
        public String call(String toolInput) {
            return bodies.ran("final");
        }
    }
}
