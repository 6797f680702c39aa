package dev.guardedtool.autoconfigure.springai;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.model.tool.ToolExecutionResult;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.metadata.ToolMetadata;

/**
 * The answers to the calls of one model response, in their order, so that those that were given are not lost when a
 * later call ends the loop. Calls of one response are carried out one after the other.
 */
final class BatchAnswers {

    private final List<String> answers = new ArrayList<>();

    List<ToolCallback> recording(List<ToolCallback> guarded) {
        return guarded.stream()
                .map(callback -> (ToolCallback) new RecordingCallback(callback))
                .toList();
    }

    private String add(String answer) {
        answers.add(answer);
        return answer;
    }

    /** The responses to the calls that were answered. */
    List<ToolResponse> given(ChatResponse response) {
        List<AssistantMessage.ToolCall> calls = message(response).getToolCalls();
        List<ToolResponse> responses = new ArrayList<>();
        for (int i = 0; i < answers.size() && i < calls.size(); i++) {
            responses.add(new ToolResponse(calls.get(i).id(), calls.get(i).name(), answers.get(i)));
        }
        return responses;
    }

    /** A result that Spring AI returns at once, with an answer to every call. */
    ToolExecutionResult direct(List<Message> history, ChatResponse response, String text) {
        List<AssistantMessage.ToolCall> calls = message(response).getToolCalls();
        List<ToolResponse> responses = new ArrayList<>(given(response));
        for (int i = responses.size(); i < calls.size(); i++) {
            responses.add(new ToolResponse(calls.get(i).id(), calls.get(i).name(), text));
        }
        List<Message> messages = new ArrayList<>(history);
        messages.add(message(response));
        messages.add(ToolResponseMessage.builder().responses(responses).build());
        return ToolExecutionResult.builder()
                .conversationHistory(messages)
                .returnDirect(true)
                .build();
    }

    private static AssistantMessage message(ChatResponse response) {
        return response.getResults().stream()
                .map(generation -> generation.getOutput())
                .filter(AssistantMessage::hasToolCalls)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the response calls no tool"));
    }

    private final class RecordingCallback implements ToolCallback, Guarded {

        private final ToolCallback guarded;

        RecordingCallback(ToolCallback guarded) {
            this.guarded = guarded;
        }

        @Override
        public ToolDefinition getToolDefinition() {
            return guarded.getToolDefinition();
        }

        @Override
        public ToolMetadata getToolMetadata() {
            return guarded.getToolMetadata();
        }

        @Override
        public String call(String toolInput) {
            return add(guarded.call(toolInput));
        }

        @Override
        public String call(String toolInput, @Nullable ToolContext toolContext) {
            return add(guarded.call(toolInput, toolContext));
        }

        @Override
        public ToolCallback bareToolCallback() {
            return guarded;
        }
    }
}
