package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.autoconfigure.Callers;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.UnguardedTools;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.mcp.GuardMcpAutoConfiguration;
import dev.guardedtool.autoconfigure.test.RecordedEvents;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationPredicate;
import io.micrometer.observation.ObservationRegistry;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.advisor.ToolCallingAdvisor;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.mcp.SyncMcpToolCallbackProvider;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.ToolExecutionResult;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tools that nothing would guard are refused, named or ignored; guarded ones are none of this, however they are given. */
@ExtendWith(OutputCaptureExtension.class)
class UnguardedToolsTests {

    private static final ApplicationContextRunner PLAIN = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardAspectAutoConfiguration.class,
                    GuardMcpAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef");

    private static final ApplicationContextRunner CONTEXTS = PLAIN.withUserConfiguration(Observing.class);

    private static final ApplicationContextRunner FAIL = CONTEXTS.withPropertyValues("guard.unguarded-tools=fail");

    /** One way to have a model use a tool. */
    interface Way {

        void go(ApplicationContext context);
    }

    static Stream<Arguments> holes() {
        return Stream.of(
                way("plain object, hand-built client, call", "plain", c -> call(handBuilt(c), plain(c), "plain")),
                way("plain object, hand-built client, stream", "plain", c -> stream(handBuilt(c), plain(c), "plain")),
                way(
                        "plain object, own loop, own manager, call",
                        "plain",
                        c -> loop(
                                c, ToolCallingManager.builder().build(), false, "plain", ToolCallbacks.from(plain(c)))),
                way(
                        "plain object, own loop, own manager, stream",
                        "plain",
                        c -> loop(
                                c, ToolCallingManager.builder().build(), true, "plain", ToolCallbacks.from(plain(c)))),
                way(
                        "callback that is no bean, hand-built client, call",
                        "handmade",
                        c -> call(handBuilt(c), function("handmade", c), "handmade")),
                way(
                        "tool of a bean without annotation, hand-built client, call",
                        "unannotated",
                        c -> call(handBuilt(c), c.getBean(Unannotated.class), "unannotated")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("holes")
    void anUnguardedToolIsRefusedBeforeAnythingRuns(String name, String tool, Way way) {
        FAIL.run(context -> {
            assertThat(context).hasNotFailed();

            Throwable refused = catchThrowable(() -> way.go(context));

            assertThat(refused)
                    .isInstanceOfSatisfying(
                            UnguardedToolException.class,
                            exception -> assertThat(exception.tools()).containsExactly(tool))
                    .hasMessageContaining(tool);
            assertThat(bodies(context).ran).isEmpty();
            assertThat(model(context).prompts()).isEmpty();
            assertThat(context.getBean(Started.class).contexts).isEmpty();
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("holes")
    void byDefaultItIsNamedOnce(String name, String tool, Way way, CapturedOutput output) {
        CONTEXTS.run(context -> {
            way.go(context);
            way.go(context);

            assertThat(bodies(context).ran).containsExactly(tool, tool);
            assertThat(output.toString().split("The tool '" + tool + "' was offered to a model", -1))
                    .hasSize(2);
            assertThat(context.getBean(OfferedTools.class).named()).containsExactly(tool);
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("holes")
    void itCanBeIgnored(String name, String tool, Way way, CapturedOutput output) {
        CONTEXTS.withPropertyValues("guard.unguarded-tools=ignore").run(context -> {
            way.go(context);

            assertThat(bodies(context).ran).containsExactly(tool);
            assertThat(output).doesNotContain("was offered to a model");
            assertThat(context).doesNotHaveBean(OfferedTools.class).doesNotHaveBean(PromptWatch.class);
        });
    }

    static Stream<Arguments> guardedWays() {
        return Stream.of(
                way("plain object, builder, call", "plain", c -> call(builder(c), plain(c), "plain")),
                way("plain object, builder, stream", "plain", c -> stream(builder(c), plain(c), "plain")),
                way(
                        "plain object, client bean",
                        "plain",
                        c -> call(c.getBean(ChatClient.class).mutate(), plain(c), "plain")),
                way("plain object, builder, own tool calling advisor", "plain", c -> {
                    ToolCallingAdvisor own = ToolCallingAdvisor.builder()
                            .toolCallingManager(ToolCallingManager.builder().build())
                            .build();
                    call(builder(c).defaultAdvisors(own), plain(c), "plain");
                }),
                way(
                        "guarded callback, hand-built client, call",
                        "plain",
                        c -> call(handBuilt(c), guarded(c).from(plain(c)), "plain")),
                way(
                        "guarded callback, hand-built client, stream",
                        "plain",
                        c -> stream(handBuilt(c), guarded(c).guard(ToolCallbacks.from(plain(c))[0]), "plain")),
                way(
                        "guarded callback, own loop, own manager",
                        "plain",
                        c -> loop(
                                c,
                                ToolCallingManager.builder().build(),
                                false,
                                "plain",
                                guarded(c).from(plain(c)))),
                way(
                        "guarded callback, own loop, manager bean",
                        "plain",
                        c -> loop(
                                c,
                                c.getBean(ToolCallingManager.class),
                                false,
                                "plain",
                                guarded(c).from(plain(c)))),
                way(
                        "callback bean, hand-built client",
                        "function",
                        c -> call(handBuilt(c), c.getBean("function"), "function")),
                way(
                        "callback bean of a final class, hand-built client",
                        "final",
                        c -> call(handBuilt(c), c.getBean("finalTool"), "final")),
                way(
                        "provider bean, hand-built client, call",
                        "provided",
                        c -> call(handBuilt(c), c.getBean("provider"), "provided")),
                way(
                        "provider bean, own loop, own manager",
                        "provided",
                        c -> loop(
                                c,
                                ToolCallingManager.builder().build(),
                                true,
                                "provided",
                                c.getBean("provider", ToolCallbackProvider.class)
                                        .getToolCallbacks())),
                way(
                        "annotated bean, hand-built client, call",
                        "annotated",
                        c -> call(handBuilt(c), c.getBean(Annotated.class), "annotated")),
                way(
                        "annotated bean, hand-built client, stream",
                        "annotated",
                        c -> stream(handBuilt(c), c.getBean(Annotated.class), "annotated")),
                way(
                        "remote tools, hand-built client",
                        "remote",
                        c -> call(handBuilt(c), c.getBean(SyncMcpToolCallbackProvider.class), "remote")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guardedWays")
    void aGuardedToolIsNeverRefused(String name, String tool, Way way) {
        FAIL.run(context -> {
            assertThat(context).hasNotFailed();

            way.go(context);

            assertThat(bodies(context).ran).containsExactly(tool);
            assertThat(context.getBean(RecordedEvents.class).all())
                    .filteredOn(GuardEvent.Decided.class::isInstance)
                    .hasSize(1);
            assertThat(context.getBean(OfferedTools.class).named()).isEmpty();
        });
    }

    @Test
    void theCarrierOfTheCallerIsNoTool() {
        FAIL.run(context -> {
            ToolCallback caller = Caller.current(context.getBean(Callers.class));

            model(context).call(prompt("caller", caller));

            assertThat(model(context).prompts()).hasSize(1);
        });
    }

    /** The model is asked before anybody knows who will carry its calls out. */
    @Test
    void inALoopOverTheManagerBeanToolsGoThroughGuardedCallbacksFirst() {
        FAIL.run(context -> {
            ToolCallingManager manager = context.getBean(ToolCallingManager.class);

            Throwable refused =
                    catchThrowable(() -> loop(context, manager, false, "plain", ToolCallbacks.from(plain(context))));

            assertThat(refused)
                    .isInstanceOf(UnguardedToolException.class)
                    .hasMessageContaining("a loop of your own, pass them through the GuardedCallbacks bean");
            assertThat(bodies(context).ran).isEmpty();
        });
    }

    @Test
    void onlyMethodsThatTheAspectReachesAreGuardedByThemselves() {
        FAIL.withBean(Partly.class).run(context -> {
            CallbackMethods methods = new CallbackMethods();
            Partly advised = context.getBean(Partly.class);
            ProxyFactory other = new ProxyFactory(new Partly());
            other.setProxyTargetClass(true);

            assertThat(ToolCallbacks.from(advised))
                    .filteredOn(methods::isGuarded)
                    .extracting(callback -> callback.getToolDefinition().name())
                    .containsExactlyInAnyOrder("open", "packagePrivate");
            assertThat(ToolCallbacks.from(other.getProxy())).noneMatch(methods::isGuarded);
            assertThat(ToolCallbacks.from(new Partly())).noneMatch(methods::isGuarded);
        });
    }

    @Test
    void anObservationThatIsSwitchedOffIsLookedAtAllTheSame() {
        FAIL.withBean(ObservationPredicate.class, () -> (name, context) -> false)
                .run(context -> assertThat(catchThrowable(() -> call(handBuilt(context), plain(context), "plain")))
                        .isInstanceOf(UnguardedToolException.class));
    }

    @Test
    void aRegistryWithoutHandlersIsEnough() {
        PLAIN.withPropertyValues("guard.unguarded-tools=fail")
                .run(context -> assertThat(catchThrowable(() -> call(handBuilt(context), plain(context), "plain")))
                        .isInstanceOf(UnguardedToolException.class));
    }

    @Test
    void promptsWithoutToolsAreNobodysBusiness() {
        FAIL.run(context -> {
            model(context).call(new Prompt("hello"));
            ChatClient.create(model(context)).prompt("hello").call().content();

            assertThat(model(context).prompts()).hasSize(2);
        });
    }

    @Test
    void theFailureOfAMisspeltValueNamesIt() {
        CONTEXTS.withPropertyValues("guard.unguarded-tools=refuse")
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(UnguardedTools.class.getName() + ".refuse"));
    }

    private static Arguments way(String name, String tool, Way way) {
        return Arguments.of(name, tool, way);
    }

    private static ChatClient.Builder handBuilt(ApplicationContext context) {
        return ChatClient.builder(model(context));
    }

    private static ChatClient.Builder builder(ApplicationContext context) {
        return context.getBean(ChatClient.Builder.class);
    }

    private static GuardedCallbacks guarded(ApplicationContext context) {
        return context.getBean(GuardedCallbacks.class);
    }

    private static ScriptedChatModel model(ApplicationContext context) {
        return context.getBean(ScriptedChatModel.class);
    }

    private static Bodies bodies(ApplicationContext context) {
        return context.getBean(Bodies.class);
    }

    private static Plain plain(ApplicationContext context) {
        return new Plain(bodies(context));
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

    private static Prompt prompt(String tool, ToolCallback... callbacks) {
        return new Prompt(
                "use " + tool,
                ToolCallingChatOptions.builder().toolCallbacks(callbacks).build());
    }

    private static void loop(
            ApplicationContext context,
            ToolCallingManager manager,
            boolean streaming,
            String tool,
            ToolCallback... callbacks) {
        Prompt prompt = prompt(tool, callbacks);
        ChatResponse response = ask(model(context), prompt, streaming);
        while (response.hasToolCalls()) {
            ToolExecutionResult result = manager.executeToolCalls(prompt, response);
            prompt = new Prompt(result.conversationHistory(), prompt.getOptions());
            response = ask(model(context), prompt, streaming);
        }
    }

    private static ChatResponse ask(ScriptedChatModel model, Prompt prompt, boolean streaming) {
        return streaming
                ? model.stream(prompt)
                        .filter(piece -> piece.getResult() != null)
                        .blockLast()
                : model.call(prompt);
    }

    private static ToolCallback function(String name, ApplicationContext context) {
        return function(name, bodies(context));
    }

    private static FunctionToolCallback<Input, String> function(String name, Bodies bodies) {
        return FunctionToolCallback.builder(name, (Input input) -> bodies.ran(name))
                .description(name)
                .inputType(Input.class)
                .build();
    }

    record Input(String value) {}

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Bodies bodies() {
            return new Bodies();
        }

        @Bean
        RecordedEvents events() {
            return new RecordedEvents();
        }

        @Bean
        ObservationRegistry observations() {
            return ObservationRegistry.create();
        }

        @Bean
        ScriptedChatModel chatModel(ObservationRegistry observations) {
            return new ScriptedChatModel().observedBy(observations).otherwise(prompt -> {
                String asked = prompt.getUserMessage().getText();
                boolean answered = prompt.getInstructions().size() > 1;
                return asked.startsWith("use ") && !answered
                        ? ScriptedChatModel.toolCall(asked.substring(4), "{\"value\":\"1\"}")
                        : ScriptedChatModel.text("done");
            });
        }

        @Bean
        Unannotated unannotated(Bodies bodies) {
            return new Unannotated(bodies);
        }

        @Bean
        Annotated annotated(Bodies bodies) {
            return new Annotated(bodies);
        }

        @Bean
        FunctionToolCallback<Input, String> function(Bodies bodies) {
            return UnguardedToolsTests.function("function", bodies);
        }

        @Bean
        ToolCallback finalTool(Bodies bodies) {
            return new FinalTool(bodies);
        }

        @Bean
        ToolCallbackProvider provider(Bodies bodies) {
            return MethodToolCallbackProvider.builder()
                    .toolObjects(new Provided(bodies))
                    .build();
        }

        @Bean
        SyncMcpToolCallbackProvider remote(Bodies bodies) {
            McpSyncClient client = mock();
            when(client.getClientCapabilities())
                    .thenReturn(McpSchema.ClientCapabilities.builder().build());
            when(client.getClientInfo()).thenReturn(new McpSchema.Implementation("client", "1"));
            McpSchema.Tool tool = McpSchema.Tool.builder("remote", Map.of("type", "object"))
                    .description("remote")
                    .build();
            when(client.listTools()).thenReturn(new McpSchema.ListToolsResult(List.of(tool), null));
            when(client.callTool(any()))
                    .thenAnswer(call -> McpSchema.CallToolResult.builder()
                            .addTextContent(bodies.ran("remote"))
                            .build());
            return SyncMcpToolCallbackProvider.builder()
                    .mcpClients(client)
                    .toolNamePrefixGenerator((connection, remote) -> remote.name())
                    .build();
        }

        @Bean
        ChatClient handBuilt(ScriptedChatModel model) {
            return ChatClient.create(model);
        }
    }

    /** Adds to registries what beans of the application have to add, as Spring Boot does. */
    @Configuration(proxyBeanMethods = false)
    static class Observing {

        @Bean
        Started started() {
            return new Started();
        }

        @Bean
        static BeanPostProcessor registryPostProcessor(
                ObjectProvider<ObservationPredicate> predicates, ObjectProvider<ObservationHandler<?>> handlers) {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof ObservationRegistry registry) {
                        predicates.forEach(registry.observationConfig()::observationPredicate);
                        handlers.forEach(registry.observationConfig()::observationHandler);
                    }
                    return bean;
                }
            };
        }
    }

    static class Bodies {

        final List<String> ran = new CopyOnWriteArrayList<>();

        String ran(String body) {
            ran.add(body);
            return body;
        }
    }

    /** What other handlers heard of: nothing of a refused prompt, since they might never hear of its end. */
    static class Started implements ObservationHandler<Observation.Context> {

        final List<Observation.Context> contexts = new CopyOnWriteArrayList<>();

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        @Override
        public void onStart(Observation.Context context) {
            contexts.add(context);
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

    static class Provided {

        private final Bodies bodies;

        Provided(Bodies bodies) {
            this.bodies = bodies;
        }

        @Tool(description = "provided")
        public String provided(String value) {
            return bodies.ran("provided");
        }
    }

    public static class Unannotated {

        private final Bodies bodies;

        Unannotated(Bodies bodies) {
            this.bodies = bodies;
        }

        @Tool(description = "unannotated")
        public String unannotated(String value) {
            return bodies.ran("unannotated");
        }
    }

    public static class Annotated {

        private final Bodies bodies;

        Annotated(Bodies bodies) {
            this.bodies = bodies;
        }

        @Tool(description = "annotated")
        @GuardedTool
        public String annotated(String value) {
            return bodies.ran("annotated");
        }
    }

    public static class Partly {

        @Tool(description = "reached")
        @GuardedTool
        public String open() {
            return "open";
        }

        @Tool(description = "reached as well")
        @GuardedTool
        String packagePrivate() {
            return "packagePrivate";
        }

        @Tool(description = "runs on the proxy")
        @GuardedTool
        private String hidden() {
            return "hidden";
        }

        @Tool(description = "without annotation")
        public String unannotated() {
            return "unannotated";
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
