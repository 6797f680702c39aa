package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Effect;
import dev.guardedtool.EffectReference;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

/** A parameter of a tool is told the name of the effect by the guard, and by nobody else. */
class EffectArgumentTests {

    private static final String REFERENCE = "[0-9a-f]{64}";
    private static final String FORGED = "{\"orderId\":\"A-1\",\"reference\":\"%s\"}";

    private final List<@Nullable String> told = new ArrayList<>();
    private final ScriptedChatModel model = new ScriptedChatModel();

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardAspectAutoConfiguration.class))
            .withBean(ScriptedChatModel.class, () -> model)
            .withBean(Refunds.class, () -> new Refunds(told))
            .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef");

    /** Tells which names it was told. */
    public static class Refunds {

        private final List<@Nullable String> told;

        Refunds(List<@Nullable String> told) {
            this.told = told;
        }

        @Tool
        @GuardedTool(effect = Effect.ONCE, key = "#orderId")
        public String refund(String orderId, @EffectReference @Nullable String reference) {
            told.add(reference);
            return "refunded";
        }

        @Tool
        @GuardedTool(effect = Effect.READ)
        public String look(String orderId, @EffectReference @Nullable String reference) {
            told.add(reference);
            return "looked";
        }

        @GuardedTool(effect = Effect.ONCE, key = "#orderId")
        public Mono<String> later(String orderId, @EffectReference @Nullable String reference) {
            return Mono.fromSupplier(() -> {
                told.add(reference);
                return "later";
            });
        }
    }

    private void ask(ApplicationContext context, Object tools, String... arguments) {
        for (String each : arguments) {
            model.calls("refund", each);
        }
        model.says("ok");
        context.getBean(ChatClient.Builder.class)
                .build()
                .prompt("refund it")
                .tools(tools)
                .call()
                .content();
    }

    private List<String> answers() {
        List<Prompt> prompts = model.prompts();
        return prompts.get(prompts.size() - 1).getInstructions().stream()
                .filter(ToolResponseMessage.class::isInstance)
                .flatMap(message -> ((ToolResponseMessage) message).getResponses().stream())
                .map(ToolResponseMessage.ToolResponse::responseData)
                .toList();
    }

    private static void shown(ToolCallback callback) {
        assertThat(callback.getToolDefinition().inputSchema())
                .contains("orderId")
                .doesNotContain("reference");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aModelNeitherSeesItNorSetsIt(boolean bean) {
        application.run(context -> {
            ask(
                    context,
                    bean ? context.getBean(Refunds.class) : new Refunds(told),
                    String.format(FORGED, "mine"),
                    String.format(FORGED, "another"),
                    "{\"orderId\":\"A-2\"}");

            assertThat(told).hasSize(2).allSatisfy(each -> assertThat(each).matches(REFERENCE));
            assertThat(told).doesNotHaveDuplicates();
            assertThat(answers()).hasSize(3).containsOnly("\"refunded\"");
            assertThat(model.prompts())
                    .isNotEmpty()
                    .allSatisfy(prompt -> ((ToolCallingChatOptions) prompt.getOptions())
                            .getToolCallbacks().stream()
                                    .filter(callback ->
                                            callback.getToolDefinition().name().equals("refund"))
                                    .forEach(EffectArgumentTests::shown));
        });
    }

    @Test
    void aLoopByHandDoesNotShowItEither() {
        application.run(context -> {
            ToolCallingManager manager = context.getBean(ToolCallingManager.class);
            ToolCallingChatOptions options = ToolCallingChatOptions.builder()
                    .toolCallbacks(ToolCallbacks.from(new Refunds(told)))
                    .build();

            assertThat(manager.resolveToolDefinitions(options))
                    .hasSize(2)
                    .allSatisfy(
                            definition -> assertThat(definition.inputSchema()).doesNotContain("reference"));

            AssistantMessage call = AssistantMessage.builder()
                    .content("")
                    .toolCalls(List.of(
                            new AssistantMessage.ToolCall("1", "function", "refund", String.format(FORGED, "mine")),
                            new AssistantMessage.ToolCall("2", "function", "look", String.format(FORGED, "mine"))))
                    .build();
            manager.executeToolCalls(new Prompt("refund it", options), new ChatResponse(List.of(new Generation(call))));

            assertThat(told).hasSize(2);
            assertThat(told.get(0)).matches(REFERENCE);
            assertThat(told.get(1)).isNull();
        });
    }

    @Test
    void callbacksOfABeanDoNotShowIt() {
        application
                .withBean(
                        ToolCallbackProvider.class,
                        () -> MethodToolCallbackProvider.builder()
                                .toolObjects(new Refunds(told))
                                .build())
                .run(context -> {
                    ToolCallback[] callbacks =
                            context.getBean(ToolCallbackProvider.class).getToolCallbacks();
                    assertThat(callbacks).hasSize(2).allSatisfy(EffectArgumentTests::shown);

                    for (ToolCallback callback : callbacks) {
                        callback.call(String.format(FORGED, "mine"));
                    }
                    assertThat(told).hasSize(2).doesNotContain("mine").containsOnlyOnce((String) null);
                });
    }

    /** Whoever wraps a callback may show what he likes. */
    @Test
    void aCallbackAroundItDoesNotSetItEither() {
        application.run(context -> {
            ToolCallback around = FunctionToolCallback.builder(
                            "refund",
                            (Map<String, String> input) ->
                                    context.getBean(Refunds.class).refund(input.get("orderId"), input.get("reference")))
                    .description("refunds")
                    .inputType(Map.class)
                    .build();
            model.calls("refund", String.format(FORGED, "mine")).says("ok");
            context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("refund it")
                    .tools(around)
                    .call()
                    .content();

            assertThat(told).hasSize(1).doesNotContain("mine");
        });
    }

    @Test
    void javaNeitherSetsItNorHasToKnowIt() {
        inJava(refunds -> {
            refunds.refund("A-1", "mine");
            refunds.refund("A-1", null);
            refunds.look("A-1", "mine");
            refunds.later("A-1", "mine").block();
        });

        assertThat(told).hasSize(3);
        assertThat(told.get(0)).matches(REFERENCE);
        assertThat(told.get(1)).isNull();
        assertThat(told.get(2)).matches(REFERENCE).isNotEqualTo(told.get(0));
    }

    @Test
    void javaAndAModelAreToldTheSame() {
        inJava(refunds -> refunds.refund("A-1", null));
        application.run(context -> ask(context, new Refunds(told), "{\"orderId\":\"A-1\"}"));

        assertThat(told).hasSize(2);
        assertThat(told.get(1)).isEqualTo(told.get(0));
    }

    private void inJava(Consumer<Refunds> work) {
        application.run(context -> work.accept(context.getBean(Refunds.class)));
    }
}
