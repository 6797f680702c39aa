package dev.guardedtool.autoconfigure.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.mcp.GuardMcpAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.GuardSpringAiAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import io.micrometer.observation.ObservationRegistry;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Each tool is reported with the layers that see it, and with what would pass them. */
class GuardCoverageTests {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardAspectAutoConfiguration.class,
                    GuardCoverageAutoConfiguration.class,
                    GuardEndpointAutoConfiguration.class))
            .withUserConfiguration(Application.class, Callbacks.class)
            .withPropertyValues(
                    "guard.secret-key=a secret of sixteen bytes",
                    "guard.tools.refund.max-calls=3",
                    "guard.tools.refund.argument-rules.iban.one-of=DE00 CONFIDENTIAL");

    private final ApplicationContextRunner withoutSpringAi = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardAspectAutoConfiguration.class,
                    GuardCoverageAutoConfiguration.class))
            .withUserConfiguration(Application.class);

    @Test
    void anAnnotatedToolIsSeenAroundItsMethodAndInTheLoop() {
        contexts.run(context -> {
            CoveredTool tool = tool(context, "refund");

            assertThat(tool.seenBy()).containsExactlyInAnyOrder(Layer.METHOD, Layer.LOOP);
            assertThat(tool.unguarded()).isEmpty();
            assertThat(tool.bean()).isEqualTo("shop");
        });
    }

    @Test
    void aToolWithoutAnnotationIsSeenInTheLoopAlone() {
        contexts.run(context -> {
            CoveredTool tool = tool(context, "plain");

            assertThat(tool.seenBy()).containsExactly(Layer.LOOP);
            assertThat(tool.unguarded())
                    .hasSize(2)
                    .anySatisfy(why -> assertThat(why).contains("calls from Java", "carries no @GuardedTool"))
                    .anySatisfy(why -> assertThat(why).contains("chat client", "are no beans"));
        });
    }

    @Test
    void callbacksAndLocalProvidersAreSeenAroundTheCallback() {
        contexts.run(context -> {
            assertThat(tool(context, "function").seenBy()).containsExactlyInAnyOrder(Layer.CALLBACK, Layer.LOOP);
            assertThat(tool(context, "provided").seenBy()).containsExactlyInAnyOrder(Layer.CALLBACK, Layer.LOOP);
            assertThat(tool(context, "provided").bean()).isEqualTo("provider");
        });
    }

    @Test
    void callbacksInListsAndArraysAreSeenAroundTheCallback() {
        contexts.withUserConfiguration(Several.class).run(context -> {
            for (String name : List.of("listed", "fixed", "arrayed")) {
                assertThat(tool(context, name).seenBy()).containsExactlyInAnyOrder(Layer.CALLBACK, Layer.LOOP);
                assertThat(tool(context, name).unguarded()).isEmpty();
            }
            assertThat(tool(context, "listed").bean()).isEqualTo("list");
            assertThat(report(context).tools())
                    .filteredOn(tool -> tool.bean().equals("finals"))
                    .singleElement()
                    .satisfies(tool -> assertThat(tool.unguarded()).isNotEmpty());
        });
    }

    @Test
    void aListStaysTheListThatItIs() {
        contexts.withUserConfiguration(Several.class).run(context -> {
            assertThat(context.getBean("list")).isInstanceOf(LinkedList.class);
            assertThat(context.getBean(FinalCallback[].class)).hasOnlyElementsOfType(FinalCallback.class);
            FinalCallback first =
                    (FinalCallback) context.getBean("finals", List.class).get(0);
            assertThat(first.call("{}")).isEqualTo("final");
            assertThat(context.getBean("words")).isEqualTo(List.of("word"));
        });
    }

    @Test
    void toolsOfMcpServersAreSeenByTheServer() {
        contexts.withConfiguration(AutoConfigurations.of(GuardMcpAutoConfiguration.class))
                .withUserConfiguration(Server.class)
                .run(context -> {
                    assertThat(tool(context, "served").seenBy()).containsExactly(Layer.SERVER);
                    assertThat(tool(context, "served").bean()).isEqualTo("specifications");
                    assertThat(tool(context, "single").seenBy()).containsExactly(Layer.SERVER);
                    assertThat(tool(context, "single").unguarded()).isEmpty();
                });
        contexts.withUserConfiguration(Server.class)
                .run(context -> assertThat(tool(context, "served").unguarded())
                        .singleElement()
                        .asString()
                        .contains("calls of MCP clients"));
    }

    @Test
    void aCallbackOfAFinalClassUnderItsOwnTypePassesWhenCalledDirectly() {
        contexts.run(context -> {
            CoveredTool tool = tool(context, "final");

            assertThat(tool.seenBy()).containsExactly(Layer.LOOP);
            assertThat(tool.unguarded()).singleElement().asString().contains("direct calls", "final");
            assertThat(report(context).isComplete()).isFalse();
        });
    }

    @Test
    void nothingIsMadeInOrderToReport() {
        contexts.run(context -> {
            int made = FinalCallback.MADE.get();

            CoverageReport report = report(context);

            assertThat(report.unread()).singleElement().asString().contains("'eachTime'", "once it is made");
            assertThat(FinalCallback.MADE).hasValue(made);
        });
    }

    @Test
    void aChatClientOfAForeignKindIsNamed() {
        contexts.withBean("foreign", ChatClient.class, () -> mock(ChatClient.class))
                .run(context -> assertThat(report(context).passing())
                        .singleElement()
                        .asString()
                        .contains("'foreign'"));
    }

    @Test
    void toolsThatModelsWereOfferedWithoutTheGuardAreNamed() {
        contexts.withBean(ObservationRegistry.class, ObservationRegistry::create)
                .run(context -> {
                    assertThat(report(context).offered()).isEqualTo(new UnguardedOffers("warn", true, List.of()));

                    offer(context);

                    assertThat(report(context).offered())
                            .isEqualTo(new UnguardedOffers("warn", true, List.of("provided")));
                });
        contexts.run(context ->
                assertThat(report(context).offered()).isEqualTo(new UnguardedOffers("warn", false, List.of())));
        contexts.withPropertyValues("guard.unguarded-tools=ignore")
                .run(context -> assertThat(report(context).offered())
                        .isEqualTo(new UnguardedOffers("ignore", false, List.of())));
    }

    @Test
    void anUnguardedToolThatWasOfferedMakesTheReportIncompleteUnlessItWasRefused() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        GuardAutoConfiguration.class,
                        GuardSpringAiAutoConfiguration.class,
                        GuardCoverageAutoConfiguration.class))
                .withPropertyValues("guard.secret-key=a secret of sixteen bytes")
                .withBean(ObservationRegistry.class, ObservationRegistry::create)
                .withBean(ScriptedChatModel.class)
                .run(context -> {
                    assertThat(report(context).isComplete()).isTrue();
                    offer(context);
                    assertThat(report(context).isComplete()).isFalse();
                });
        assertThat(new CoverageReport(
                                "enforce",
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                new UnguardedOffers("fail", true, List.of("provided")))
                        .isComplete())
                .isTrue();
    }

    private static void offer(ApplicationContext context) {
        ScriptedChatModel model =
                context.getBean(ScriptedChatModel.class).observedBy(context.getBean(ObservationRegistry.class));
        ChatClient.create(model).prompt("go").tools(new Provided()).call().content();
    }

    @Test
    void withoutAProxyTheMethodIsNotReportedAsGuarded() {
        contexts.withPropertyValues("spring.aop.auto=false").run(context -> {
            CoveredTool tool = tool(context, "refund");

            assertThat(tool.seenBy()).containsExactly(Layer.LOOP);
            assertThat(tool.unguarded()).anySatisfy(why -> assertThat(why).contains("the bean has no proxy"));
        });
    }

    @Test
    void theRulesAreThoseThatHoldWithoutConfidentialValues() {
        contexts.run(context -> {
            ToolRules rules = tool(context, "refund").rules();

            assertThat(rules.effect()).isEqualTo("once");
            assertThat(rules.key()).isEqualTo("#orderId");
            assertThat(rules.effectScope()).isEqualTo("tenant");
            assertThat(rules.maxCalls()).isEqualTo(3);
            assertThat(rules.ruledArgs()).containsExactly("iban");
            assertThat(JsonMapper.shared().writeValueAsString(report(context)))
                    .contains("\"refund\"")
                    .doesNotContain("a secret of sixteen bytes", "CONFIDENTIAL");
        });
    }

    @Test
    void withoutSpringAiTheMethodsAreStillReported() {
        withoutSpringAi
                .withClassLoader(new FilteredClassLoader("org.springframework.ai"))
                .run(context -> {
                    assertThat(tool(context, "refund").seenBy()).containsExactly(Layer.METHOD);
                    assertThat(report(context).unread()).isEmpty();
                });
    }

    @Test
    void theEndpointIsThereWhereItIsExposedAlone() {
        contexts.run(context -> assertThat(context).doesNotHaveBean(GuardEndpoint.class));
        contexts.withPropertyValues("management.endpoints.web.exposure.include=health")
                .run(context -> assertThat(context).doesNotHaveBean(GuardEndpoint.class));
        contexts.withPropertyValues("management.endpoints.web.exposure.include=guard")
                .run(context -> {
                    assertThat(context.getBean(GuardEndpoint.class).coverage()).isEqualTo(report(context));
                    assertThat(context.findAnnotationOnBean("guardEndpoint", Endpoint.class))
                            .extracting(Endpoint::id)
                            .isEqualTo("guard");
                });
    }

    @Test
    void withoutAnActuatorThereIsTheReportAlone() {
        contexts.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
                .withPropertyValues("management.endpoints.web.exposure.include=guard")
                .run(context ->
                        assertThat(context).hasSingleBean(GuardCoverage.class).doesNotHaveBean("guardEndpoint"));
    }

    private static CoveredTool tool(ApplicationContext context, String name) {
        return report(context).tool(ToolName.of(name)).orElseThrow();
    }

    private static CoverageReport report(ApplicationContext context) {
        return context.getBean(GuardCoverage.class).report();
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Shop shop() {
            return new Shop();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Callbacks {

        @Bean
        ScriptedChatModel chatModel() {
            return new ScriptedChatModel();
        }

        @Bean
        FunctionToolCallback<String, String> function() {
            return FunctionToolCallback.builder("function", (String input) -> input)
                    .description("a function")
                    .inputType(String.class)
                    .build();
        }

        @Bean
        FinalCallback finalCallback() {
            return new FinalCallback();
        }

        @Bean
        @Scope("prototype")
        ToolCallback eachTime() {
            return new FinalCallback();
        }

        @Bean
        ToolCallbackProvider provider() {
            return MethodToolCallbackProvider.builder()
                    .toolObjects(new Provided())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Several {

        @Bean
        LinkedList<ToolCallback> list() {
            return new LinkedList<>(List.of(function("listed")));
        }

        @Bean
        List<ToolCallback> unmodifiable() {
            return List.of(function("fixed"));
        }

        @Bean
        ToolCallback[] array() {
            return new ToolCallback[] {function("arrayed")};
        }

        @Bean
        List<FinalCallback> finals() {
            return List.of(new FinalCallback());
        }

        @Bean
        FinalCallback[] finalArray() {
            return new FinalCallback[] {new FinalCallback()};
        }

        @Bean
        List<String> words() {
            return List.of("word");
        }

        private static ToolCallback function(String name) {
            return FunctionToolCallback.builder(name, (String input) -> input)
                    .description(name)
                    .inputType(String.class)
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Server {

        @Bean
        List<McpServerFeatures.SyncToolSpecification> specifications() {
            return List.of(new McpServerFeatures.SyncToolSpecification(
                    remote("served"),
                    (exchange, request) -> McpSchema.CallToolResult.builder().build()));
        }

        @Bean
        McpStatelessServerFeatures.AsyncToolSpecification single() {
            return new McpStatelessServerFeatures.AsyncToolSpecification(
                    remote("single"), (context, request) -> Mono.empty());
        }

        private static McpSchema.Tool remote(String name) {
            return McpSchema.Tool.builder(name, Map.of("type", "object"))
                    .description(name)
                    .build();
        }
    }

    public static class Shop {

        @Tool(description = "refunds")
        @GuardedTool(effect = Effect.ONCE, key = "#orderId")
        public String refund(String orderId, String iban) {
            return "refunded";
        }

        @Tool(description = "plain")
        public String plain() {
            return "plain";
        }
    }

    static class Provided {

        @Tool(description = "provided")
        public String provided() {
            return "provided";
        }
    }

    static final class FinalCallback implements ToolCallback {

        static final AtomicInteger MADE = new AtomicInteger();

        FinalCallback() {
            MADE.incrementAndGet();
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
            return "final";
        }
    }
}
