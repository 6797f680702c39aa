package dev.guardedtool.autoconfigure.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.autoconfigure.mcp.ServingApplication.Seen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.context.ConfigurableApplicationContext;

/** Every kind of tool on every kind of server, called by a model over HTTP: once on each side, and once in fact. */
class McpMatrixTests {

    private static final Map<String, ConfigurableApplicationContext> APPLICATIONS = new LinkedHashMap<>();

    static Stream<Arguments> tools() {
        List<Arguments> all = new ArrayList<>();
        for (String protocol : List.of("STREAMABLE", "STATELESS", "SSE")) {
            for (String tool :
                    List.of("annotated", "renamed", "both", "unannotated", "provided", "plain", "failing", "final")) {
                all.add(Arguments.of(protocol, "SYNC", tool));
            }
            for (String tool : List.of("later", "provided", "plain", "failing", "final")) {
                all.add(Arguments.of(protocol, "ASYNC", tool));
            }
        }
        return all.stream();
    }

    @AfterAll
    static void stop() {
        APPLICATIONS.values().forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void aRemoteToolOfAClientBuiltByHandIsDecidedOnEachSide() {
        ConfigurableApplicationContext context = application("STREAMABLE", "SYNC");
        ChatClient.Builder byHand = ChatClient.builder(context.getBean(ChatModel.class));
        Seen seen = context.getBean(Seen.class);
        seen.forget();

        assertThat(ServingApplication.ask(context, byHand, "plain")).isEqualTo("done");

        assertThat(seen.bodies).containsExactly("plain");
        assertThat(seen.decided).hasSize(2).allMatch(event -> event.decision().allowed());
        assertThat(seen.recorded).hasSize(2);
    }

    private static ConfigurableApplicationContext application(String protocol, String type) {
        return APPLICATIONS.computeIfAbsent(protocol + type, key -> ServingApplication.start(protocol, type));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("tools")
    void isDecidedOnceOnEachSide(String protocol, String type, String tool) {
        ConfigurableApplicationContext context = application(protocol, type);
        Seen seen = context.getBean(Seen.class);
        seen.forget();

        assertThat(ServingApplication.ask(context, tool)).isEqualTo("done");

        assertThat(seen.bodies).containsExactly(tool);
        assertThat(seen.decided).hasSize(2).allMatch(event -> event.decision().allowed());
        assertThat(seen.decided.stream().map(GuardEvent.Decided::runId)).doesNotHaveDuplicates();
        assertThat(seen.recorded).hasSize(2);
        assertThat(seen.requests)
                .singleElement()
                .asString()
                .contains("\"_meta\"", "acme")
                .doesNotContain("guard");
    }
}
