package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.EffectReference;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardEventListener;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.common.McpTransportContext;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.mcp.SyncMcpToolCallbackProvider;
import org.springframework.ai.mcp.annotation.McpTool;
import org.springframework.ai.mcp.customizer.McpClientCustomizer;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.TestSocketUtils;
import reactor.core.publisher.Mono;

/** Serves tools over HTTP, and is its own client. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ServingApplication {

    static ConfigurableApplicationContext start(String protocol, String type, String... more) {
        int port = TestSocketUtils.findAvailableTcpPort();
        String connection = protocol.equals("SSE") ? "sse" : "streamable-http";
        return new SpringApplicationBuilder(ServingApplication.class)
                .properties(
                        "server.port=" + port,
                        "server.shutdown=immediate",
                        "spring.main.banner-mode=off",
                        "spring.ai.mcp.server.protocol=" + protocol,
                        "spring.ai.mcp.server.type=" + type,
                        "spring.ai.mcp.client.initialized=false",
                        "spring.ai.mcp.client." + connection + ".connections.self.url=http://localhost:" + port,
                        "guard.secret-key=0123456789abcdef0123456789abcdef")
                .properties(more)
                .run();
    }

    @Bean
    Seen seen() {
        return new Seen();
    }

    @Bean
    ScriptedChatModel chatModel() {
        return new ScriptedChatModel().otherwise(prompt -> {
            String asked = prompt.getUserMessage().getText();
            return prompt.getInstructions().size() == 1
                    ? ScriptedChatModel.toolCall(asked, "{\"value\":\"1\"}")
                    : ScriptedChatModel.text("done");
        });
    }

    @Bean
    AnnotatedTools annotatedTools(Seen seen) {
        return new AnnotatedTools(seen);
    }

    @Bean
    ProvidedTools providedTools(Seen seen) {
        return new ProvidedTools(seen);
    }

    @Bean
    ToolCallbackProvider provided(ProvidedTools tools, Seen seen) {
        return MethodToolCallbackProvider.builder()
                .toolObjects(tools, new PlainTools(seen))
                .build();
    }

    @Bean
    ToolCallback finalTool(Seen seen) {
        return new FinalTool(seen);
    }

    @Bean
    McpClientCustomizer<HttpClientStreamableHttpTransport.Builder> streamableRequests(Seen seen) {
        return (name, transport) -> transport.httpRequestCustomizer(seen::sent);
    }

    @Bean
    McpClientCustomizer<HttpClientSseClientTransport.Builder> sseRequests(Seen seen) {
        return (name, transport) -> transport.httpRequestCustomizer(seen::sent);
    }

    /** Has a model call that remote tool. */
    static String ask(ConfigurableApplicationContext context, String tool) {
        return ask(context, context.getBean(ChatClient.Builder.class), tool);
    }

    static String ask(ConfigurableApplicationContext context, ChatClient.Builder clients, String tool) {
        return clients.build()
                .prompt(tool)
                .tools(context.getBean(SyncMcpToolCallbackProvider.class))
                .toolContext(Map.of("tenant", "acme"))
                .call()
                .content();
    }

    /** What ran, what was decided, and what went over the wire. */
    static class Seen implements GuardEventListener, GuardCheck {

        final List<String> bodies = new CopyOnWriteArrayList<>();
        final List<String> requests = new CopyOnWriteArrayList<>();
        final List<Optional<String>> sessions = new CopyOnWriteArrayList<>();
        final List<GuardEvent.Decided> decided = new CopyOnWriteArrayList<>();
        final List<GuardEvent.Recorded> recorded = new CopyOnWriteArrayList<>();

        String ran(String body) {
            bodies.add(body);
            return body + " " + bodies.size();
        }

        void sent(HttpRequest.Builder request, String method, URI endpoint, String body, McpTransportContext context) {
            if (body != null && body.contains("tools/call")) {
                requests.add(body);
            }
        }

        void forget() {
            List.of(bodies, requests, decided, recorded, sessions).forEach(List::clear);
        }

        @Override
        public int order() {
            return 1;
        }

        @Override
        public boolean local() {
            return false;
        }

        @Override
        public @Nullable Decision check(CallView call) {
            sessions.add(Optional.ofNullable(call.run().context().session()));
            return null;
        }

        @Override
        public void onEvent(GuardEvent event) {
            if (event instanceof GuardEvent.Decided decision) {
                decided.add(decision);
            } else if (event instanceof GuardEvent.Recorded result) {
                recorded.add(result);
            }
        }
    }

    static class AnnotatedTools {

        private final Seen seen;

        AnnotatedTools(Seen seen) {
            this.seen = seen;
        }

        @McpTool(name = "annotated", description = "annotated")
        @GuardedTool
        public String annotatedMethod(String value) {
            return seen.ran("annotated");
        }

        @McpTool(name = "renamed", description = "has another name for the guard")
        @GuardedTool(name = "known_otherwise")
        public String renamedMethod(String value) {
            return seen.ran("renamed");
        }

        @McpTool(name = "both", description = "a tool here and there")
        @Tool(name = "local", description = "a tool here and there")
        @GuardedTool
        public String bothMethod(String value) {
            return seen.ran("both");
        }

        @McpTool(name = "unannotated", description = "without annotation of the guard")
        public String unannotatedMethod(String value) {
            return seen.ran("unannotated");
        }

        @McpTool(name = "structured", description = "more than text", generateOutputSchema = true)
        @GuardedTool
        public Answer structuredMethod(String value) {
            return new Answer(seen.ran("structured"));
        }

        @McpTool(name = "later", description = "answers later")
        @GuardedTool
        public Mono<String> laterMethod(String value) {
            return Mono.fromSupplier(() -> seen.ran("later"));
        }
    }

    record Answer(String text) {}

    static class ProvidedTools {

        private final Seen seen;

        ProvidedTools(Seen seen) {
            this.seen = seen;
        }

        @Tool(description = "provided")
        @GuardedTool
        public String provided(String value) {
            return seen.ran("provided");
        }

        @Tool(description = "tells the name of its effect")
        @GuardedTool(effect = Effect.ONCE, key = "#value")
        public String booking(String value, @EffectReference String reference) {
            return seen.ran(reference);
        }
    }

    static class PlainTools {

        private final Seen seen;

        PlainTools(Seen seen) {
            this.seen = seen;
        }

        @Tool(description = "plain")
        public String plain(String value) {
            return seen.ran("plain");
        }

        @Tool(description = "fails")
        public String failing(String value) {
            seen.ran("failing");
            throw new IllegalStateException("out of order");
        }
    }

    static final class FinalTool implements ToolCallback {

        private final Seen seen;

        FinalTool(Seen seen) {
            this.seen = seen;
        }

        @Override
        public ToolDefinition getToolDefinition() {
            return ToolDefinition.builder()
                    .name("final")
                    .description("final")
                    .inputSchema("{\"type\":\"object\",\"properties\":{}}")
                    .build();
        }

        @Override
        public String call(String toolInput) {
            return seen.ran("final");
        }
    }
}
