package dev.guardedtool.autoconfigure.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.GuardSpringAiAutoConfiguration;
import dev.guardedtool.autoconfigure.springai.GuardedCallbacks;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.engine.Guard;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.mcp.AsyncMcpToolCallback;
import org.springframework.ai.mcp.SyncMcpToolCallback;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;

/** A tool on the other side of a wire, or one that is served to the other side, takes no longer than it may. */
class McpTimeoutTests {

    private static final McpSchema.Tool SLOW = McpSchema.Tool.builder("slow", Map.of("type", "object"))
            .description("never answers")
            .build();
    private static final CallToolRequest REQUEST =
            CallToolRequest.builder("slow").arguments(Map.of("id", "A-1")).build();

    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardMcpAutoConfiguration.class))
            .withBean(ScriptedChatModel.class)
            .withPropertyValues(
                    "guard.secret-key=0123456789abcdef0123456789abcdef",
                    "guard.tools.slow.effect=once",
                    "guard.tools.slow.key-arg=id",
                    "guard.tools.slow.timeout=2s");

    /** Whatever hangs here, it ends when it is told to. */
    private CallToolResult hang() {
        begun.incrementAndGet();
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("unreachable");
        } catch (InterruptedException e) {
            stopped.countDown();
            throw new IllegalStateException(e);
        }
    }

    private Mono<CallToolResult> hangLater() {
        return Mono.<CallToolResult>never()
                .doOnSubscribe(subscription -> begun.incrementAndGet())
                .doOnCancel(stopped::countDown);
    }

    private void assertStoppedOnce(AssertableApplicationContext context) throws InterruptedException {
        assertThat(stopped.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(begun).hasValue(1);
        assertThat(context.getBean(Guard.class).executions().timedOut()).isOne();
    }

    static Stream<Arguments> served() {
        return Stream.of(
                served(
                        "stateful, blocking",
                        test -> new McpServerFeatures.SyncToolSpecification(SLOW, (exchange, request) -> test.hang())),
                served(
                        "stateful, reactive",
                        test -> new McpServerFeatures.AsyncToolSpecification(
                                SLOW, (exchange, request) -> test.hangLater())),
                served(
                        "stateless, blocking",
                        test -> new McpStatelessServerFeatures.SyncToolSpecification(
                                SLOW, (exchange, request) -> test.hang())),
                served(
                        "stateless, reactive",
                        test -> new McpStatelessServerFeatures.AsyncToolSpecification(
                                SLOW, (exchange, request) -> test.hangLater())));
    }

    private static Arguments served(String kind, Function<McpTimeoutTests, Object> specification) {
        return Arguments.of(kind, specification);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("served")
    void aClientIsToldWhatIsNotKnownAndTheToolIsStopped(String kind, Function<McpTimeoutTests, Object> served) {
        withServed(served).run(context -> {
            CallToolResult first = ask(context.getBean("served"));
            assertThat(first.isError()).isTrue();
            assertThat(text(first)).contains("slow did not answer within 2 s", "may have done its work");
            assertStoppedOnce(context);

            CallToolResult second = ask(context.getBean("served"));

            assertThat(second.isError()).isTrue();
            assertThat(text(second)).contains("may have gone through");
            assertThat(begun).hasValue(1);
        });
    }

    @SuppressWarnings("unchecked")
    private ApplicationContextRunner withServed(Function<McpTimeoutTests, Object> served) {
        Object specification = served.apply(this);
        return contexts.withBean("served", (Class<Object>) specification.getClass(), () -> specification);
    }

    private static CallToolResult ask(Object served) {
        if (served instanceof McpServerFeatures.SyncToolSpecification tool) {
            return tool.callHandler().apply(mock(McpSyncServerExchange.class), REQUEST);
        }
        if (served instanceof McpServerFeatures.AsyncToolSpecification tool) {
            return answer(tool.callHandler().apply(mock(McpAsyncServerExchange.class), REQUEST));
        }
        if (served instanceof McpStatelessServerFeatures.SyncToolSpecification tool) {
            return tool.callHandler().apply(McpTransportContext.EMPTY, REQUEST);
        }
        return answer(((McpStatelessServerFeatures.AsyncToolSpecification) served)
                .callHandler()
                .apply(McpTransportContext.EMPTY, REQUEST));
    }

    private static CallToolResult answer(Mono<CallToolResult> later) {
        return Objects.requireNonNull(later.block(Duration.ofMinutes(1)));
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }

    static Stream<Arguments> remote() {
        return Stream.of(
                remote("blocking", test -> {
                    McpSyncClient client = mock();
                    when(client.callTool(any())).thenAnswer(call -> test.hang());
                    return SyncMcpToolCallback.builder()
                            .mcpClient(client)
                            .tool(SLOW)
                            .build();
                }),
                remote("reactive", test -> {
                    McpAsyncClient client = mock();
                    when(client.callTool(any())).thenReturn(test.hangLater());
                    return AsyncMcpToolCallback.builder()
                            .mcpClient(client)
                            .tool(SLOW)
                            .build();
                }));
    }

    private static Arguments remote(String kind, Function<McpTimeoutTests, ToolCallback> callback) {
        return Arguments.of(kind, callback);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("remote")
    void aModelIsToldWhatIsNotKnownAndTheWireIsNotWaitedFor(
            String kind, Function<McpTimeoutTests, ToolCallback> remote) {
        contexts.run(context -> {
            ToolCallback callback = context.getBean(GuardedCallbacks.class).guard(remote.apply(this));
            ScriptedChatModel model = context.getBean(ScriptedChatModel.class);
            model.calls("slow", "{\"id\":\"A-1\"}").calls("slow", "{\"id\":\"A-1\"}");

            String said = context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("do it")
                    .tools(callback)
                    .call()
                    .content();

            assertThat(model.prompts()).hasSize(2);
            assertThat(model.prompts().get(1).getInstructions().toString())
                    .contains("slow did not answer within 2 s", "may have done its work");
            assertThat(said).contains("may have gone through");
            assertStoppedOnce(context);
        });
    }
}
