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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
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

    private ChatResponse ask(boolean streaming, String... properties) {
        ChatResponse[] response = new ChatResponse[1];
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ToolCallingAutoConfiguration.class,
                        ChatClientAutoConfiguration.class,
                        GuardAutoConfiguration.class,
                        GuardSpringAiAutoConfiguration.class))
                .withBean(ScriptedChatModel.class, () -> model)
                .withPropertyValues("guard.secret-key=0123456789abcdef0123456789abcdef")
                .withPropertyValues(properties)
                .run(context -> {
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
