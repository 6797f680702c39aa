package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardRecordingAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel.Call;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.Replay;
import dev.guardedtool.replay.ReplayedDecision;
import dev.guardedtool.replay.RunReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.AopTestUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The turns of a real chat client are recorded, and can be replayed. */
class RecordedChatTests {

    @TempDir
    private Path folder;

    private ApplicationContextRunner contexts;

    @BeforeEach
    void recordInShadow() {
        contexts = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        AopAutoConfiguration.class,
                        ToolCallingAutoConfiguration.class,
                        ChatClientAutoConfiguration.class,
                        GuardAutoConfiguration.class,
                        GuardRecordingAutoConfiguration.class,
                        GuardSpringAiAutoConfiguration.class,
                        GuardAspectAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withPropertyValues(
                        "spring.application.name=shop",
                        "guard.secret-key=0123456789abcdef0123456789abcdef",
                        "guard.mode=shadow",
                        "guard.record.flush-within=1m",
                        "guard.record.file=" + folder.resolve("runs.jsonl"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTurnIsALineInTheOrderOfItsRounds(boolean streaming) throws IOException {
        clear().run(context -> {
            model(context)
                    .using("gpt-x", 100, 20)
                    .saysAndCalls(
                            "I look it up.",
                            new Call("getOrder", "{\"orderId\":\"A-1\"}"),
                            new Call("refund", "{\"orderId\":\"A-1\",\"pin\":\"4711\"}"))
                    .calls("refund", "{\"orderId\":\"A-1\",\"pin\":\"4711\"}")
                    .says("Refunded twice.");

            ask(context, streaming);

            assertThat(AopTestUtils.<Shop>getUltimateTargetObject(context.getBean(Shop.class)).refunds)
                    .containsExactly("A-1", "A-1");
        });

        JsonNode line = lines().get(0);
        assertThat(line.get("dataset").asString()).isEqualTo("shop");
        assertThat(line.get("model").asString()).isEqualTo("gpt-x");
        assertThat(line.get("meta").get("mode").asString()).isEqualTo("shadow");
        List<String> events = new ArrayList<>();
        line.get("events").forEach(event -> events.add(event.toString()));
        String usage = "{\"type\":\"usage\",\"model\":\"gpt-x\",\"input_tokens\":100,\"output_tokens\":20,"
                + "\"cached_input_tokens\":0,\"total\":120}";
        assertThat(events.get(4)).matches(".*\"pin\":\"\\[redacted [0-9a-f]{12}]\"},\"turn\":1}");
        String pin = line.get("events").get(4).get("args").get("pin").asString();
        assertThat(events)
                .containsExactly(
                        usage,
                        "{\"type\":\"assistant\",\"text\":\"I look it up.\"}",
                        "{\"type\":\"tool_call\",\"tool\":\"getOrder\",\"args\":{\"orderId\":\"A-1\"},\"turn\":1}",
                        "{\"type\":\"tool_result\",\"ok\":true,\"text\":\"\\\"order A-1\\\"\"}",
                        "{\"type\":\"tool_call\",\"tool\":\"refund\",\"args\":{\"orderId\":\"A-1\",\"pin\":\"" + pin
                                + "\"},\"turn\":1}",
                        "{\"type\":\"tool_result\",\"ok\":true,\"text\":\"\\\"refunded A-1\\\"\"}",
                        usage,
                        "{\"type\":\"tool_call\",\"tool\":\"refund\",\"args\":{\"orderId\":\"A-1\",\"pin\":\"" + pin
                                + "\"},\"turn\":2,\"decision\":\"cache\",\"reason\":\"idempotent_replay\","
                                + "\"mode\":\"shadow\"}",
                        "{\"type\":\"tool_result\",\"ok\":true,\"text\":\"\\\"refunded A-1\\\"\"}",
                        usage,
                        "{\"type\":\"assistant\",\"text\":\"Refunded twice.\"}");
    }

    @Test
    void byDefaultNothingOfAConversationIsReadable() throws IOException {
        contexts.run(context -> {
            model(context)
                    .saysAndCalls("I look it up.", new Call("getOrder", "{\"orderId\":\"A-1\"}"))
                    .calls("fails", "{\"orderId\":\"A-1\"}")
                    .says("Order A-1 is on its way.");

            ask(context, false);
        });

        assertThat(Files.readString(folder.resolve("runs.jsonl")))
                .contains("getOrder", "orderId", "NoSuchElementException")
                .doesNotContain("A-1", "look", "way", "help");
    }

    @Test
    void whatWasRecordedInShadowIsDecidedTheSameWayInReplay() throws IOException {
        contexts.withPropertyValues("guard.loops.repeat.threshold=3").run(context -> {
            for (int i = 0; i < 3; i++) {
                model(context).calls("getOrder", "{\"orderId\":\"A-1\"}");
            }
            for (int i = 0; i < 3; i++) {
                model(context).calls("fails", "{\"orderId\":\"A-2\"}");
            }
            model(context).says("I give up.");
            ask(context, false);

            GuardPolicy policy = context.getBean(GuardPolicy.class);
            List<String> replayed = new ArrayList<>();
            context.getSourceApplicationContext().close();
            for (ReplayedDecision decision :
                    Replay.of(policy).replay(recorded()).decisions()) {
                if (decision.intervention()) {
                    replayed.add(decision.event() + " " + decision.type().code() + " "
                            + decision.reason().code());
                }
            }

            assertThat(replayed)
                    .containsExactly(
                            "7 cache identical_toolcall_loop_cache",
                            "13 rewrite same_failure",
                            "16 rewrite same_failure")
                    .isEqualTo(live());
        });
    }

    private RecordedRun recorded() throws IOException {
        try (RunReader reader = RunReader.open(List.of(folder))) {
            return reader.next();
        }
    }

    private List<String> live() throws IOException {
        List<String> live = new ArrayList<>();
        JsonNode events = lines().get(0).get("events");
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).has("decision")) {
                live.add(i + " " + events.get(i).get("decision").asString() + " "
                        + events.get(i).get("reason").asString());
            }
        }
        return live;
    }

    private List<JsonNode> lines() throws IOException {
        return Files.readAllLines(folder.resolve("runs.jsonl")).stream()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    private ApplicationContextRunner clear() {
        return contexts.withPropertyValues(
                "guard.record.arguments=clear", "guard.record.results=clear", "guard.record.texts=clear");
    }

    private static ScriptedChatModel model(ApplicationContext context) {
        return context.getBean(ScriptedChatModel.class);
    }

    private static void ask(ApplicationContext context, boolean streaming) {
        ChatClient client = context.getBean(ChatClient.Builder.class).build();
        ChatClient.ChatClientRequestSpec request = client.prompt("help").tools(context.getBean(Shop.class));
        if (streaming) {
            request.stream().chatResponse().collectList().block();
        } else {
            request.call().chatResponse();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        ScriptedChatModel model() {
            return new ScriptedChatModel();
        }

        @Bean
        Shop shop() {
            return new Shop();
        }
    }

    static class Shop {

        final List<String> refunds = new ArrayList<>();

        @Tool(description = "Reads an order")
        @GuardedTool(effect = Effect.READ)
        String getOrder(String orderId) {
            return "order " + orderId;
        }

        @Tool(description = "Refunds an order")
        @GuardedTool(effect = Effect.ONCE, key = "#orderId")
        String refund(String orderId, String pin) {
            refunds.add(orderId);
            return "refunded " + orderId;
        }

        @Tool(description = "Fails")
        @GuardedTool(effect = Effect.READ)
        String fails(String orderId) {
            throw new NoSuchElementException("no order " + orderId);
        }
    }
}
