package dev.guardedtool.autoconfigure.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel.Call;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.ToolExecutionResult;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Several calls in one answer of the model. */
class BatchTests {

    private final ScriptedChatModel model = new ScriptedChatModel();
    private final Desk desk = new Desk();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noneRunsBeforeThePersonThatOneOfThemNeeds(boolean streaming) {
        model.calls(new Call("read", "{\"id\":\"1\"}"), new Call("wire", "{\"id\":\"2\"}"));

        ChatResponse response = ask(streaming, "guard.tools.wire.access=human");

        assertThat(desk.ran).isEmpty();
        assertThat(decision(response).reason()).isEqualTo(GuardReason.POLICY_HUMAN_APPROVAL_REQUIRED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRefusedCallAnswersInPlaceAndTheOthersRun(boolean streaming) {
        model.calls(
                        new Call("read", "{\"id\":\"1\"}"),
                        new Call("wire", "{\"id\":\"2\"}"),
                        new Call("read", "{\"id\":\"3\"}"))
                .says("done");

        ask(streaming, "guard.tools.wire.access=deny");

        assertThat(desk.ran).containsExactly("read 1", "read 3");
        assertThat(model.lastToolResponses()).hasSize(3);
        assertThat(model.lastToolResponses().get(1)).contains("may not be used");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFailingCallDoesNotLoseTheOthers(boolean streaming) {
        model.calls(
                        new Call("read", "{\"id\":\"1\"}"),
                        new Call("fail", "{\"id\":\"2\"}"),
                        new Call("read", "{\"id\":\"3\"}"))
                .says("done");

        ChatResponse response = ask(streaming);

        assertThat(response.getResult().getOutput().getText()).isEqualTo("done");
        assertThat(model.lastToolResponses()).hasSize(3);
        assertThat(model.lastToolResponses().get(1)).contains("disk is gone");
        assertThat(desk.ran).containsExactly("read 1", "read 3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void answersFromBeforeTheEndOfTheLoopAreKept(boolean streaming) {
        model.calls(
                new Call("read", "{\"id\":\"1\"}"),
                new Call("read", "{\"id\":\"2\"}"),
                new Call("read", "{\"id\":\"3\"}"));

        ChatResponse response = ask(streaming, "guard.budget.max-cost-per-run=0.10", "guard.tools.read.cost=0.04");

        List<ToolResponse> given = response.getResult().getMetadata().get(GuardContextKeys.RESULTS);
        assertThat(given).extracting(ToolResponse::responseData).containsExactly("\"read 1\"", "\"read 2\"");
        assertThat(decision(response).reason()).isEqualTo(GuardReason.COST_BUDGET_EXCEEDED);
    }

    @Test
    void anOwnLoopDoesTheSameThingOnceInABatch() {
        ToolExecutionResult result = execute(
                "guard.tools.wire.effect=once",
                new Call("wire", "{\"id\":\"2\"}"),
                new Call("read", "{\"id\":\"1\"}"),
                new Call("wire", "{\"id\":\"2\"}"));

        assertThat(desk.ran).containsExactly("wire 2", "read 1");
        List<Message> history = result.conversationHistory();
        assertThat(((ToolResponseMessage) history.get(history.size() - 1)).getResponses())
                .extracting(ToolResponse::responseData)
                .containsExactly("\"wired\"", "\"read 1\"", "\"wired\"");
    }

    @Test
    void anOwnLoopAsksForAPersonBeforeAnyCallOfABatch() {
        boolean ended;
        try {
            ended = execute(
                            "guard.tools.wire.access=human",
                            new Call("read", "{\"id\":\"1\"}"),
                            new Call("wire", "{\"id\":\"2\"}"))
                    .returnDirect();
        } catch (RuntimeException end) {
            ended = end instanceof LoopEnd;
        }

        assertThat(ended).isTrue();
        assertThat(desk.ran).isEmpty();
    }

    private ToolExecutionResult execute(String property, Call... calls) {
        model.calls(calls);
        ToolExecutionResult[] result = new ToolExecutionResult[1];
        contexts(property).run(context -> {
            Prompt prompt = new Prompt(
                    "go",
                    ToolCallingChatOptions.builder()
                            .toolCallbacks(ToolCallbacks.from(desk))
                            .build());
            result[0] = context.getBean(ToolCallingManager.class).executeToolCalls(prompt, model.call(prompt));
        });
        return result[0];
    }

    private ChatResponse ask(boolean streaming, String... properties) {
        ChatResponse[] response = new ChatResponse[1];
        contexts(properties).run(context -> {
            ChatClient.ChatClientRequestSpec request = context.getBean(ChatClient.Builder.class)
                    .build()
                    .prompt("go")
                    .tools(desk);
            if (streaming) {
                new MessageAggregator()
                        .aggregate(request.stream().chatResponse(), whole -> response[0] = whole)
                        .blockLast();
            } else {
                response[0] = request.call().chatResponse();
            }
        });
        return response[0];
    }

    private ApplicationContextRunner contexts(String... properties) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ToolCallingAutoConfiguration.class,
                        ChatClientAutoConfiguration.class,
                        GuardAutoConfiguration.class,
                        GuardSpringAiAutoConfiguration.class))
                .withBean(ScriptedChatModel.class, () -> model)
                .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef")
                .withPropertyValues(properties);
    }

    private static Decision decision(ChatResponse response) {
        return response.getResult().getMetadata().get(GuardContextKeys.DECISION);
    }

    static class Desk {

        final List<String> ran = new CopyOnWriteArrayList<>();

        @Tool(description = "read")
        String read(String id) {
            ran.add("read " + id);
            return "read " + id;
        }

        @Tool(description = "wire")
        String wire(String id) {
            ran.add("wire " + id);
            return "wired";
        }

        @Tool(description = "fail")
        String fail(String id) throws IOException {
            throw new IOException("disk is gone");
        }
    }
}
