package dev.guardedtool.autoconfigure.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardEventListener;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.DecidedCalls;
import dev.guardedtool.autoconfigure.springai.GuardSpringAiAutoConfiguration;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.mcp.SyncMcpToolCallbackProvider;
import org.springframework.ai.mcp.ToolContextToMcpMetaConverter;
import org.springframework.ai.mcp.client.common.autoconfigure.McpToolCallbackAutoConfiguration;
import org.springframework.ai.mcp.server.common.autoconfigure.ToolCallbackConverterAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

class GuardMcpAutoConfigurationTests {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    GuardAutoConfiguration.class,
                    ToolCallingAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardMcpAutoConfiguration.class))
            .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef");

    @Test
    void withoutMcpNothingOfItIsThere() {
        contexts.withClassLoader(new FilteredClassLoader("io.modelcontextprotocol", "org.springframework.ai.mcp"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(GuardMcpAutoConfiguration.class)
                        .doesNotHaveBean(ToolSpecificationPostProcessor.class)
                        .doesNotHaveBean(DecidedCalls.class));
    }

    @Test
    void withoutTheAdaptersOfSpringAiServersAreGuardedAllTheSame() {
        contexts.withClassLoader(new FilteredClassLoader("org.springframework.ai"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ToolSpecificationPostProcessor.class)
                        .hasSingleBean(McpGuard.class)
                        .doesNotHaveBean(DecidedCalls.class));
    }

    @Test
    void aDisabledGuardLeavesServersAlone() {
        contexts.withPropertyValues("guard.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ToolSpecificationPostProcessor.class));
    }

    @Test
    void theContextOfAToolGoesOutWithoutTheGuardsKeys() {
        contexts.run(context -> assertThat(context.getBean(ToolContextToMcpMetaConverter.class)
                        .convert(new ToolContext(Map.of("guard.run", "secret", "tenant", "acme"))))
                .isEqualTo(Map.of("tenant", "acme")));
    }

    @Test
    void aConverterOfTheApplicationWins() {
        ToolContextToMcpMetaConverter own = ToolContextToMcpMetaConverter.noOp();

        contexts.withBean("own", ToolContextToMcpMetaConverter.class, () -> own)
                .run(context -> assertThat(context.getBean(ToolContextToMcpMetaConverter.class))
                        .isSameAs(own));
    }

    @Test
    void toolsOfOtherServersAreNotOfferedAgain() {
        withRemoteTool().run(context -> {
            assertThat(context.getBean(SyncMcpToolCallbackProvider.class).getToolCallbacks())
                    .hasSize(1);
            assertThat(offered(context.getBean("syncTools"))).isEmpty();
        });
    }

    @Test
    void toolsOfOtherServersAreOfferedAgainWhereThatIsWanted() {
        withRemoteTool()
                .withPropertyValues("spring.ai.mcp.server.expose-mcp-client-tools=true")
                .run(context -> assertThat(offered(context.getBean("syncTools")))
                        .singleElement()
                        .matches(tool -> tool.callHandler() instanceof SyncHandler));
    }

    @Test
    void specificationsOfTheApplicationAreGuardedInWhateverBeanTheyAre() {
        contexts.withUserConfiguration(Handmade.class).run(context -> {
            assertThat(context.getBean("single", McpServerFeatures.SyncToolSpecification.class)
                            .callHandler())
                    .isInstanceOf(SyncHandler.class);
            assertThat(context.getBean("linked", LinkedList.class))
                    .singleElement()
                    .matches(tool -> ((McpStatelessServerFeatures.SyncToolSpecification) tool).callHandler()
                            instanceof SyncHandler);
            assertThat((List<?>) context.getBean("unmodifiable"))
                    .singleElement()
                    .matches(tool -> ((McpStatelessServerFeatures.AsyncToolSpecification) tool).callHandler()
                            instanceof AsyncHandler);
            assertThat((List<?>) context.getBean("words")).isEqualTo(List.of("word"));
        });
    }

    @Test
    void aToolIsGuardedOnce() {
        contexts.withUserConfiguration(Handmade.class).run(context -> {
            Object guarded = context.getBean("single");

            assertThat(Specifications.guarded(guarded, context.getBean(McpGuard.class)))
                    .isSameAs(guarded);
        });
    }

    @Test
    void aCallThatIsCancelledIsGivenUp() {
        contexts.withUserConfiguration(Handmade.class).run(context -> {
            McpStatelessServerFeatures.AsyncToolSpecification tool = (McpStatelessServerFeatures.AsyncToolSpecification)
                    ((List<?>) context.getBean("unmodifiable")).get(0);

            Disposable call = tool.callHandler()
                    .apply(
                            McpTransportContext.EMPTY,
                            CallToolRequest.builder("never").build())
                    .subscribe();
            call.dispose();

            assertThat(context.getBean(Closed.class).events)
                    .singleElement()
                    .matches(closed -> closed.unrecordedCalls() == 1);
        });
    }

    private ApplicationContextRunner withRemoteTool() {
        McpSyncClient client = mock();
        when(client.getClientCapabilities())
                .thenReturn(McpSchema.ClientCapabilities.builder().build());
        when(client.getClientInfo()).thenReturn(new McpSchema.Implementation("client", "1"));
        when(client.listTools()).thenReturn(new McpSchema.ListToolsResult(List.of(tool("remote")), null));
        when(client.callTool(any()))
                .thenReturn(CallToolResult.builder().addTextContent("ok").build());
        return contexts.withConfiguration(AutoConfigurations.of(
                        McpToolCallbackAutoConfiguration.class, ToolCallbackConverterAutoConfiguration.class))
                .withUserConfiguration(Remote.class)
                .withBean("client", McpSyncClient.class, () -> client);
    }

    @SuppressWarnings("unchecked")
    private static List<McpServerFeatures.SyncToolSpecification> offered(Object bean) {
        return (List<McpServerFeatures.SyncToolSpecification>) bean;
    }

    private static McpSchema.Tool tool(String name) {
        return McpSchema.Tool.builder(name, Map.of("type", "object"))
                .description(name)
                .build();
    }

    @Configuration(proxyBeanMethods = false)
    static class Remote {

        @Bean
        List<McpSyncClient> mcpSyncClients(McpSyncClient client) {
            return List.of(client);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Handmade {

        @Bean
        Closed closed() {
            return new Closed();
        }

        @Bean
        McpServerFeatures.SyncToolSpecification single() {
            return new McpServerFeatures.SyncToolSpecification(
                    tool("single"),
                    (exchange, request) -> CallToolResult.builder().build());
        }

        @Bean
        LinkedList<McpStatelessServerFeatures.SyncToolSpecification> linked() {
            return new LinkedList<>(List.of(new McpStatelessServerFeatures.SyncToolSpecification(
                    tool("linked"),
                    (context, request) -> CallToolResult.builder().build())));
        }

        @Bean
        List<McpStatelessServerFeatures.AsyncToolSpecification> unmodifiable() {
            return List.of(new McpStatelessServerFeatures.AsyncToolSpecification(
                    tool("never"), (context, request) -> Mono.never()));
        }

        @Bean
        List<String> words() {
            return new ArrayList<>(List.of("word"));
        }
    }

    static class Closed implements GuardEventListener {

        final List<GuardEvent.RunClosed> events = new CopyOnWriteArrayList<>();

        @Override
        public void onEvent(GuardEvent event) {
            if (event instanceof GuardEvent.RunClosed closed) {
                events.add(closed);
            }
        }
    }
}
