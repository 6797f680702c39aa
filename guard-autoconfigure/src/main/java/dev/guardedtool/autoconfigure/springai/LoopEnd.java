package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Decision;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.model.tool.ToolCallLimitExceededException;
import org.springframework.ai.model.tool.ToolExecutionResult;

/**
 * Ends the tool loop with an answer of the guard. Spring AI turns the exception into the last generation of the turn, in
 * calls and in streams.
 */
final class LoopEnd extends ToolCallLimitExceededException {

    private static final long serialVersionUID = 1L;

    private final transient Decision decision;
    private final String text;

    private LoopEnd(Decision decision, String text) {
        super(
                null,
                0,
                ToolExecutionResult.builder().conversationHistory(List.of()).build());
        this.decision = decision;
        this.text = text;
    }

    static LoopEnd with(Decision decision, String text) {
        return new LoopEnd(decision, text);
    }

    Decision decision() {
        return decision;
    }

    @Override
    public String getMessage() {
        return text;
    }

    @Override
    public Generation buildGeneration() {
        return generation(decision, text);
    }

    static Generation generation(Decision decision, String text) {
        return new Generation(
                new AssistantMessage(text),
                ChatGenerationMetadata.builder()
                        .finishReason("guard_" + decision.type().code())
                        .metadata(GuardContextKeys.DECISION, decision)
                        .build());
    }
}
