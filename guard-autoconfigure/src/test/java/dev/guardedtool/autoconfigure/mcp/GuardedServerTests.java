package dev.guardedtool.autoconfigure.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.autoconfigure.mcp.ServingApplication.Seen;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ResolvableType;

/** What clients of a guarded server get to see, whatever kind of server it is. */
class GuardedServerTests {

    private static final Map<String, ConfigurableApplicationContext> APPLICATIONS = new LinkedHashMap<>();

    @AfterAll
    static void stop() {
        APPLICATIONS.values().forEach(ConfigurableApplicationContext::close);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "STREAMABLE, SYNC, plain",
        "STREAMABLE, SYNC, unannotated",
        "STREAMABLE, SYNC, renamed",
        "STREAMABLE, SYNC, final",
        "STREAMABLE, ASYNC, plain",
        "STREAMABLE, ASYNC, final",
        "STATELESS, SYNC, unannotated",
        "STATELESS, ASYNC, plain"
    })
    void aRefusalIsAnErrorThatSaysWhy(String protocol, String type, String tool) {
        ConfigurableApplicationContext context = application(protocol, type);

        CallToolResult result = call(context, tool);

        assertThat(result.isError()).isTrue();
        assertThat(text(result)).containsPattern("was not run|not executed").doesNotContain("Exception");
        assertThat(seen(context).bodies).isEmpty();
        assertThat(seen(context).decided)
                .singleElement()
                .matches(event -> event.decision().text().equals(text(result)));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({"STREAMABLE, SYNC, annotated", "STREAMABLE, ASYNC, later", "STATELESS, SYNC, annotated"})
    void aRepetitionIsAnsweredWithTheFirstResult(String protocol, String type, String tool) {
        ConfigurableApplicationContext context = application(protocol, type);

        CallToolResult first = call(context, tool);
        CallToolResult second = client(context).callTool(request(tool));

        assertThat(second.isError()).isFalse();
        assertThat(text(second)).isEqualTo(text(first)).isNotEmpty();
        assertThat(seen(context).bodies).hasSize(1);
    }

    @Test
    void aRememberedResultKeepsItsStructure() {
        ConfigurableApplicationContext context = application("STREAMABLE", "SYNC");

        CallToolResult first = call(context, "structured");
        CallToolResult second = client(context).callTool(request("structured"));

        assertThat(second.isError()).isFalse();
        assertThat(second.structuredContent())
                .isEqualTo(first.structuredContent())
                .isEqualTo(Map.of("text", "structured 1"));
        assertThat(seen(context).bodies).hasSize(1);
    }

    @Test
    void callsOfOneConnectionShareASessionAndNothingElse() {
        ConfigurableApplicationContext context = application("STREAMABLE", "SYNC");

        call(context, "provided");
        client(context).callTool(request("provided"));

        assertThat(seen(context).sessions).hasSize(2).allMatch(Optional::isPresent);
        assertThat(seen(context).sessions.stream().distinct()).hasSize(1);
        assertThat(seen(context).decided.stream().map(event -> event.runId()).distinct())
                .hasSize(2);
    }

    @Test
    void aStatelessServerHasNoSessions() {
        ConfigurableApplicationContext context = application("STATELESS", "SYNC");

        call(context, "provided");

        assertThat(seen(context).sessions).containsExactly(Optional.empty());
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"STREAMABLE, SYNC", "STREAMABLE, ASYNC", "STATELESS, SYNC", "STATELESS, ASYNC"})
    void aFailureIsRecordedAsWhatTheToolThrew(String protocol, String type) {
        ConfigurableApplicationContext context = application(protocol, type);

        CallToolResult result = call(context, "failing");

        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains("out of order");
        assertThat(seen(context).recorded)
                .singleElement()
                .matches(event -> !event.ok())
                .matches(event -> !event.errorClass().contains("ToolError"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"STREAMABLE, SYNC", "STREAMABLE, ASYNC", "STATELESS, SYNC", "STATELESS, ASYNC"})
    void aToolIsToldTheNameOfItsEffectByNoClient(String protocol, String type) {
        ConfigurableApplicationContext context = application(protocol, type);
        seen(context).forget();

        Map<String, Object> forged = Map.of("value", "1", "reference", "mine");
        CallToolResult refused = client(context)
                .callTool(CallToolRequest.builder("booking").arguments(forged).build());
        assertThat(refused.isError()).isTrue();
        client(context).callTool(request("booking"));

        assertThat(seen(context).bodies).singleElement().asString().matches("[0-9a-f]{64}");
        assertThat(client(context).listTools().tools())
                .filteredOn(tool -> tool.name().equals("booking"))
                .singleElement()
                .satisfies(tool -> assertThat(tool.inputSchema().toString())
                        .contains("value")
                        .doesNotContain("reference"));
    }

    /** No client could bring a run. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"STREAMABLE, SYNC", "STREAMABLE, ASYNC", "STATELESS, SYNC", "STATELESS, ASYNC"})
    void aRequestIsARunWhereCallsOutsideAnyAreRefused(String protocol, String type) {
        ConfigurableApplicationContext context = application(protocol, type);

        CallToolResult result = call(context, "provided");

        assertThat(result.isError()).isNotEqualTo(true);
        assertThat(seen(context).bodies).hasSize(1);
    }

    private static CallToolResult call(ConfigurableApplicationContext context, String tool) {
        seen(context).forget();
        return client(context).callTool(request(tool));
    }

    private static CallToolRequest request(String tool) {
        return CallToolRequest.builder(tool).arguments(Map.of("value", "1")).build();
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }

    private static Seen seen(ConfigurableApplicationContext context) {
        return context.getBean(Seen.class);
    }

    @SuppressWarnings("unchecked")
    private static McpSyncClient client(ConfigurableApplicationContext context) {
        return ((List<McpSyncClient>)
                        context.getBeanProvider(ResolvableType.forClassWithGenerics(List.class, McpSyncClient.class))
                                .getObject())
                .get(0);
    }

    private static ConfigurableApplicationContext application(String protocol, String type) {
        return APPLICATIONS.computeIfAbsent(
                protocol + type,
                key -> ServingApplication.start(
                        protocol,
                        type,
                        "guard.runs.outside=refuse",
                        "guard.runs.nested=refuse",
                        "guard.tools.annotated.effect=once",
                        "guard.tools.annotated.key=#value",
                        "guard.tools.later.effect=once",
                        "guard.tools.later.key=#value",
                        "guard.tools.structured.effect=once",
                        "guard.tools.structured.key=#value",
                        "guard.tools.plain.access=deny",
                        "guard.tools.unannotated.access=deny",
                        "guard.tools.known_otherwise.access=deny",
                        "guard.tools.final.access=human"));
    }
}
