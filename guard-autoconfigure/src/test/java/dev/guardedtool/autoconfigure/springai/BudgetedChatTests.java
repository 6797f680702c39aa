package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetBalance;
import dev.guardedtool.budget.BudgetKey;
import dev.guardedtool.budget.InMemoryBudgetStore;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;

/** What a model uses is set aside before it is asked and counted once, however its answer comes and whatever it says. */
class BudgetedChatTests {

    private static final BudgetKey ALL = new BudgetKey("all", "", "");
    private static final String QUESTION = "q".repeat(400);

    /** A cent per token. */
    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ToolCallingAutoConfiguration.class,
                    ChatClientAutoConfiguration.class,
                    GuardAutoConfiguration.class,
                    GuardSpringAiAutoConfiguration.class))
            .withBean(ScriptedChatModel.class)
            .withBean(InMemoryBudgetStore.class, () -> new InMemoryBudgetStore(100, Clock.systemUTC()))
            .withPropertyValues(
                    "guard.secret-key=0123456789abcdef",
                    "guard.prices.scripted.input=10000",
                    "guard.prices.scripted.output=10000",
                    "guard.budget.output-tokens=100",
                    "guard.budget.limits.all.scope=global",
                    "guard.budget.limits.all.max-tokens=1000",
                    "guard.budget.limits.all.max-cost=10");

    private static final class Orders {

        private final AtomicInteger called = new AtomicInteger();

        @Tool
        String order(String id) {
            return "order " + called.incrementAndGet();
        }
    }

    private static ChatClient.ChatClientRequestSpec prompt(ApplicationContext context) {
        return context.getBean(ChatClient.Builder.class).build().prompt(QUESTION);
    }

    private static BudgetBalance balance(ApplicationContext context) {
        return context.getBean(InMemoryBudgetStore.class).balance(ALL);
    }

    private static ScriptedChatModel model(ApplicationContext context) {
        return context.getBean(ScriptedChatModel.class);
    }

    private static Decision decision(ChatResponse response) {
        return Objects.requireNonNull(
                Objects.requireNonNull(response.getResult()).getMetadata().get(GuardContextKeys.DECISION));
    }

    @Test
    void eachRoundIsCountedAndNothingStaysSetAside() {
        contexts.run(context -> {
            model(context)
                    .using("scripted", 300, 50)
                    .calls("order", "{\"id\":\"1\"}")
                    .says("here");

            assertThat(prompt(context).tools(new Orders()).call().content()).isEqualTo("here");

            assertThat(balance(context).used().tokens()).isEqualTo(700);
            assertThat(balance(context).used().micros()).isEqualTo(7_000_000);
            assertThat(balance(context).used().calls()).isEqualTo(1);
            assertThat(balance(context).reserved()).isEqualTo(Amount.NONE);
        });
    }

    @Test
    void theAnswerThatPassesTheLimitIsGivenAndTheNextQuestionIsNotAsked() {
        contexts.run(context -> {
            model(context).using("scripted", 900, 200).says("dear").says("never");
            assertThat(prompt(context).call().content()).isEqualTo("dear");

            ChatResponse refused = prompt(context).call().chatResponse();

            assertThat(decision(refused).reason()).isEqualTo(GuardReason.COST_BUDGET_EXCEEDED);
            assertThat(refused.getResult().getOutput().getText()).contains("budget");
            assertThat(model(context).prompts()).hasSize(1);
            assertThat(balance(context).used().tokens()).isEqualTo(1_100);
        });
    }

    @Test
    void aStreamIsNotBegunWithoutBudget() {
        contexts.run(context -> {
            model(context).using("scripted", 900, 200).says("dear bits").says("never");
            assertThat(prompt(context).stream().content().collectList().block()).isNotEmpty();

            ChatResponse refused = prompt(context).stream().chatResponse().blockLast();

            assertThat(decision(refused).reason()).isEqualTo(GuardReason.COST_BUDGET_EXCEEDED);
            assertThat(model(context).prompts()).hasSize(1);
            assertThat(balance(context).used().tokens()).isEqualTo(1_100);
        });
    }

    @Test
    void aToolLoopEndsWhereTheBudgetDoes() {
        contexts.run(context -> {
            model(context)
                    .using("scripted", 600, 350)
                    .calls("order", "{\"id\":\"1\"}")
                    .says("never");
            Orders orders = new Orders();

            ChatResponse ended = prompt(context).tools(orders).call().chatResponse();

            assertThat(decision(ended).reason()).isEqualTo(GuardReason.COST_BUDGET_EXCEEDED);
            assertThat(orders.called).hasValue(1);
            assertThat(model(context).prompts()).hasSize(1);
        });
    }

    @Test
    void anAnswerThatDoesNotSayWhatItUsedIsGuessed() {
        contexts.run(context -> {
            model(context).using("scripted", 0, 0).says("w".repeat(80));

            prompt(context).call().content();

            assertThat(balance(context).used().tokens()).isEqualTo(120);
            assertThat(balance(context).reserved()).isEqualTo(Amount.NONE);
        });
    }

    @Test
    void aStreamThatDoesNotSayWhatItUsedIsGuessed() {
        contexts.run(context -> {
            model(context).using("scripted", 0, 0).says("w".repeat(80));

            prompt(context).stream().content().collectList().block();

            assertThat(balance(context).used().tokens()).isEqualTo(120);
        });
    }

    @Test
    void aStreamThatIsBrokenOffCountsWhatWasReadOfIt() {
        contexts.run(context -> {
            model(context).using("scripted", 300, 50).says("some words that come in several pieces");

            String first = prompt(context).stream().content().blockFirst();

            assertThat(first).isNotEmpty();
            assertThat(balance(context).used().tokens()).isGreaterThan(100).isLessThan(120);
            assertThat(balance(context).reserved()).isEqualTo(Amount.NONE);
        });
    }

    @Test
    void aModelThatRejectsTheQuestionCostsNothing() {
        contexts.run(context -> {
            model(context).answers(prompt -> {
                throw new HttpClientErrorException(HttpStatus.NOT_FOUND, "no such model");
            });

            assertThatThrownBy(() -> prompt(context).call().content()).hasMessageContaining("no such model");

            assertThat(balance(context).committed()).isEqualTo(Amount.NONE);
        });
    }

    @Test
    void anAnswerThatGotLostCountsAsExpected() {
        contexts.run(context -> {
            model(context).answers(prompt -> {
                throw new ResourceAccessException("read", new SocketTimeoutException("timed out"));
            });

            assertThatThrownBy(() -> prompt(context).call().content()).isInstanceOf(ResourceAccessException.class);

            assertThat(balance(context).used().tokens()).isEqualTo(200);
            assertThat(balance(context).reserved()).isEqualTo(Amount.NONE);
        });
    }

    @Test
    void aStreamThatFailsGivesBackWhatItHeld() {
        contexts.run(context -> {
            model(context).answers(prompt -> {
                throw new HttpClientErrorException(HttpStatus.NOT_FOUND, "no such model");
            });

            assertThatThrownBy(() -> prompt(context).stream().content().blockLast())
                    .hasMessageContaining("no such model");

            assertThat(balance(context).committed()).isEqualTo(Amount.NONE);
        });
    }

    @Test
    void aRequestThatLimitsItsAnswerSetsThatMuchAside() {
        contexts.run(context -> {
            long[] reserved = new long[1];
            model(context).answers(prompt -> {
                reserved[0] = balance(context).reserved().tokens();
                return new AssistantMessage("ok");
            });

            prompt(context)
                    .options(ToolCallingChatOptions.builder().model("scripted").maxTokens(500))
                    .call()
                    .content();

            assertThat(reserved[0]).isEqualTo(600);
        });
    }
}
