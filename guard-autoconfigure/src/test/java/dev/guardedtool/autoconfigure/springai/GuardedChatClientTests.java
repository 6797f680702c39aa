package dev.guardedtool.autoconfigure.springai;

import static dev.guardedtool.autoconfigure.test.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration;
import dev.guardedtool.autoconfigure.test.RecordedEvents;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel.Call;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.chat.model.ToolContext;
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

/** A real chat client with real tools, call and stream: what the guard decides is what happens. */
class GuardedChatClientTests {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    AopAutoConfiguration.class,
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class,
                    GuardAspectAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSecondRefundIsAnsweredFromMemory(boolean streaming) {
        run(context -> {
            model(context)
                    .calls("refund", "{\"orderId\":\"A-1\",\"amount\":50}")
                    .calls("refund", "{\"orderId\":\"A-1\",\"amount\":50.0}")
                    .says("Refunded.");

            ChatResponse response = ask(context, streaming);

            assertThat(text(response)).isEqualTo("Refunded.");
            assertThat(shop(context).refunds).containsExactly("A-1");
            assertThat(model(context).lastToolResponses()).containsExactly("\"refunded A-1\"");
            assertThat(events(context)).decided("refund allow", "refund cache idempotent_replay");
        });
    }

    @Test
    void aParallelBatchWithADuplicateRefundsOnce() {
        run(context -> {
            model(context)
                    .calls(
                            new Call("refund", "{\"orderId\":\"A-1\",\"amount\":50}"),
                            new Call("getOrder", "{\"orderId\":\"A-1\"}"),
                            new Call("refund", "{\"amount\":50,\"orderId\":\"A-1\"}"))
                    .says("Done.");

            ask(context, false);

            assertThat(shop(context).refunds).containsExactly("A-1");
            assertThat(model(context).lastToolResponses())
                    .containsExactly("\"refunded A-1\"", "\"order A-1\"", "\"refunded A-1\"");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aToolThatWasNotOfferedIsRefusedAndTheRequestGoesOn(boolean streaming) {
        run(context -> {
            model(context)
                    .calls("deleteAccount", "{\"customerId\":\"C-1\"}")
                    .calls("doesNotExist", "{}")
                    .calls("", "{}")
                    .says("I cannot do that.");

            ChatResponse response = context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("delete my account")
                    .tools(context.getBean(Shop.class))
                    .call()
                    .chatResponse();

            assertThat(text(response)).isEqualTo("I cannot do that.");
            assertThat(shop(context).deleted).isEmpty();
            assertThat(events(context))
                    .decided(
                            "deleteAccount block tool_unknown",
                            "doesNotExist block tool_unknown",
                            "unnamed block tool_unknown");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBudgetThatIsUsedUpEndsTheLoopWithTheDecision(boolean streaming) {
        run(
                context -> {
                    model(context)
                            .calls("getOrder", "{\"orderId\":\"A-1\"}")
                            .calls("getOrder", "{\"orderId\":\"A-2\"}")
                            .calls("getOrder", "{\"orderId\":\"A-3\"}")
                            .says("never reached");

                    ChatResponse response = ask(context, streaming);

                    assertThat(response.getResult().getMetadata().getFinishReason())
                            .isEqualTo("guard_escalate");
                    assertThat((Object) response.getResult().getMetadata().get(GuardContextKeys.DECISION))
                            .isInstanceOfSatisfying(
                                    Decision.Escalate.class,
                                    decision ->
                                            assertThat(decision.reason()).isEqualTo(GuardReason.COST_BUDGET_EXCEEDED));
                    assertThat(text(response)).contains("person");
                    assertThat(shop(context).reads).containsExactly("A-1", "A-2");
                },
                "guard.budget.max-cost-per-run=0.10",
                "guard.tools.getOrder.cost=0.04");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void usageIsCountedBeforeTheToolsOfTheRoundRun(boolean streaming) {
        run(
                context -> {
                    model(context)
                            .using("big-model", 1_000_000, 0)
                            .calls("getOrder", "{\"orderId\":\"A-1\"}")
                            .says("never reached");

                    ChatResponse response = ask(context, streaming);

                    assertThat(response.getResult().getMetadata().getFinishReason())
                            .isEqualTo("guard_escalate");
                    assertThat(shop(context).reads).isEmpty();
                },
                "guard.budget.max-cost-per-run=2.00",
                "guard.prices.[big-*].input=3.00",
                "guard.prices.[big-*].output=15.00");
    }

    @Test
    void deniedToolsAnswerInPlaceInJsonWhereAsked() {
        run(
                context -> {
                    model(context).calls("getOrder", "{\"orderId\":\"A-1\"}").says("ok");

                    ask(context, false);

                    assertThat(model(context).lastToolResponses())
                            .singleElement()
                            .asString()
                            .contains("\"decision\":\"block\"", "\"reason\":\"policy_deny\"", "\"retryable\":false");
                    assertThat(shop(context).reads).isEmpty();
                },
                "guard.tools.getOrder.access=deny",
                "guard.texts.format=json");
    }

    @Test
    void malformedArgumentsAreRefusedAndTheModelIsTold() {
        run(context -> {
            model(context).calls("refund", "{\"orderId\":").says("ok");

            ask(context, false);

            assertThat(shop(context).refunds).isEmpty();
            assertThat(events(context)).decided("refund block arguments_malformed");
        });
    }

    @Test
    void aFailingToolIsRecordedAndItsMessageReachesTheModel() {
        run(context -> {
            model(context)
                    .calls("flaky", "{\"query\":\"a\"}")
                    .calls("flaky", "{\"query\":\"a\"}")
                    .calls("flaky", "{\"query\":\"a\"}")
                    .says("ok");

            ask(context, false);

            assertThat(events(context))
                    .decided("flaky allow", "flaky rewrite same_failure", "flaky rewrite same_failure");
            assertThat(shop(context).flaky).hasSize(1);
        });
    }

    @Test
    void nothingOfTheGuardReachesATool() {
        run(context -> {
            model(context).calls("withContext", "{}").says("ok");

            context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("hi")
                    .tools(context.getBean(Shop.class))
                    .toolContext(Map.of("mine", "yours"))
                    .call()
                    .content();

            assertThat(shop(context).contexts).containsExactly(Map.of("mine", "yours"));
        });
    }

    @Test
    void theApplicationMayNameTheEffectsOfATurn() {
        run(context -> {
            for (String key : List.of("request 1", "request 1", "request 2", " ")) {
                model(context)
                        .calls("refund", "{\"orderId\":\"A-1\",\"amount\":50}")
                        .says("ok");
                context.getBean(ChatClient.Builder.class)
                        .build()
                        .prompt("refund it")
                        .tools(context.getBean(Shop.class))
                        .toolContext(Map.of(GuardContextKeys.EFFECT_KEY, key))
                        .call()
                        .content();
            }

            assertThat(shop(context).refunds).containsExactly("A-1", "A-1");
            assertThat(events(context).all())
                    .filteredOn(GuardEvent.Decided.class::isInstance)
                    .extracting(event -> ((GuardEvent.Decided) event).decision().reason())
                    .containsExactly(
                            GuardReason.ALLOW,
                            GuardReason.IDEMPOTENT_REPLAY,
                            GuardReason.ALLOW,
                            GuardReason.ARGUMENT_RULE);
        });
    }

    @Test
    void aRefusedRateTellsTheModelWhenToTryAgain() {
        run(
                context -> {
                    model(context)
                            .calls("getOrder", "{\"orderId\":\"A-1\"}")
                            .calls("getOrder", "{\"orderId\":\"A-2\"}")
                            .says("ok");

                    ask(context, false);

                    assertThat(model(context).lastToolResponses())
                            .singleElement()
                            .asString()
                            .contains("\"reason\":\"rate_limited\"", "\"retryable\":true", "\"retry_after_s\":86400");
                    assertThat(shop(context).reads).containsExactly("A-1");
                },
                "guard.texts.format=json",
                "guard.tools.getOrder.rate-limit[0].max=1",
                "guard.tools.getOrder.rate-limit[0].period=1d");
    }

    @Test
    void shadowLetsEverythingRunAndRecordsWhatWouldHaveHappened() {
        run(
                context -> {
                    model(context)
                            .calls("refund", "{\"orderId\":\"A-1\",\"amount\":50}")
                            .calls("refund", "{\"orderId\":\"A-1\",\"amount\":50}")
                            .says("Refunded.");

                    ask(context, false);

                    assertThat(shop(context).refunds).containsExactly("A-1", "A-1");
                    assertThat(events(context))
                            .executed("refund", 2)
                            .allowed("refund")
                            .despite(GuardReason.IDEMPOTENT_REPLAY);
                },
                "guard.mode=shadow");
    }

    @Test
    void everyCallIsDecidedAndRecordedExactlyOnce() {
        run(context -> {
            model(context)
                    .calls("refund", "{\"orderId\":\"A-1\",\"amount\":1}")
                    .calls("getOrder", "{\"orderId\":\"A-1\"}")
                    .says("ok");

            ask(context, false);

            assertThat(events(context))
                    .decided("refund allow", "getOrder allow")
                    .executed(2);
        });
    }

    @Test
    void theGuardCanBeRemoved() {
        contexts.withPropertyValues("guard.enabled=false").run(context -> {
            model(context)
                    .calls("refund", "{\"orderId\":\"A-1\",\"amount\":50}")
                    .calls("refund", "{\"orderId\":\"A-1\",\"amount\":50}")
                    .says("Refunded.");

            ask(context, false);

            assertThat(shop(context).refunds).hasSize(2);
            assertThat(context.getBeanDefinitionNames()).noneMatch(name -> name.startsWith("dev.guardedtool"));
            assertThat(events(context).all()).isEmpty();
        });
    }

    private void run(Consumer<ApplicationContext> test, String... properties) {
        contexts.withPropertyValues(properties).run(context -> {
            assertThat(context).hasNotFailed();
            test.accept(context);
        });
    }

    private static ChatResponse ask(ApplicationContext context, boolean streaming) {
        ChatClient.ChatClientRequestSpec request =
                context.getBean(ChatClient.Builder.class).build().prompt("help").tools(context.getBean(Shop.class));
        if (!streaming) {
            return request.call().chatResponse();
        }
        AtomicReference<ChatResponse> whole = new AtomicReference<>();
        new MessageAggregator()
                .aggregate(request.stream().chatResponse(), whole::set)
                .blockLast();
        return whole.get();
    }

    private static String text(ChatResponse response) {
        return response.getResult().getOutput().getText();
    }

    private static ScriptedChatModel model(ApplicationContext context) {
        return context.getBean(ScriptedChatModel.class);
    }

    private static Shop shop(ApplicationContext context) {
        return AopTestUtils.getTargetObject(context.getBean(Shop.class));
    }

    private static RecordedEvents events(ApplicationContext context) {
        return context.getBean(RecordedEvents.class);
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        ScriptedChatModel chatModel() {
            return new ScriptedChatModel();
        }

        @Bean
        Shop shop() {
            return new Shop();
        }

        @Bean
        RecordedEvents events() {
            return new RecordedEvents();
        }
    }

    static class Shop {

        final List<String> refunds = new CopyOnWriteArrayList<>();
        final List<String> reads = new CopyOnWriteArrayList<>();
        final List<String> flaky = new CopyOnWriteArrayList<>();
        final List<String> deleted = new CopyOnWriteArrayList<>();
        final List<Map<String, Object>> contexts = new CopyOnWriteArrayList<>();

        @Tool(description = "Refund an order")
        @GuardedTool(effect = Effect.ONCE, key = "#orderId")
        public String refund(String orderId, double amount) {
            refunds.add(orderId);
            return "refunded " + orderId;
        }

        @Tool(description = "Read an order")
        @GuardedTool(effect = Effect.READ)
        public String getOrder(String orderId) {
            reads.add(orderId);
            return "order " + orderId;
        }

        @Tool(description = "Fails")
        public String flaky(String query) {
            flaky.add(query);
            throw new IllegalArgumentException("no such thing");
        }

        @Tool(description = "Sees the context")
        public String withContext(ToolContext context) {
            contexts.add(context.getContext());
            return "ok";
        }
    }
}
