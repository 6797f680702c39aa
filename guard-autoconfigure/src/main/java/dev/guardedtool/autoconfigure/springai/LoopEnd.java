package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Decision;
import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.Generation;
import org.springframework.util.ClassUtils;

/** Ends a tool loop with an answer of the guard. */
interface LoopEnd {

    /** What was decided. */
    Decision decision();

    /** What the user reads. */
    String text();

    /** Whether Spring AI has to be given a result instead of this exception. */
    boolean direct();

    /** Keeps the answers to earlier calls of the same response. */
    void given(List<ToolResponse> responses);

    /** The last generation of the turn. */
    Generation generation();

    /**
     * The exception that ends the loop: where Spring AI knows exceptions that do, one of those; otherwise one that the
     * guard's tool calling manager turns into a result that is returned at once.
     */
    static RuntimeException with(Decision decision, String text) {
        return Limits.KNOWN ? LimitLoopEnd.of(decision, text) : new DirectLoopEnd(decision, text);
    }

    /** The last generation of the turn. */
    static Generation generation(Decision decision, String text, List<ToolResponse> given) {
        return new Generation(
                new AssistantMessage(text),
                ChatGenerationMetadata.builder()
                        .finishReason("guard_" + decision.type().code())
                        .metadata(GuardContextKeys.DECISION, decision)
                        .metadata(GuardContextKeys.RESULTS, given)
                        .build());
    }

    /** Whether this Spring AI has limits of its own, which came with 2.0.1. */
    final class Limits {

        private static final boolean KNOWN = ClassUtils.isPresent(
                "org.springframework.ai.model.tool.ToolCallLimitExceededException", LoopEnd.class.getClassLoader());

        private Limits() {}
    }
}
