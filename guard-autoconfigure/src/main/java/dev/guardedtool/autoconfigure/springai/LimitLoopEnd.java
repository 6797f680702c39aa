package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Decision;
import java.util.List;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.model.tool.ToolCallLimitExceededException;
import org.springframework.ai.model.tool.ToolExecutionResult;

/** Ends the loop the way a breached limit does: Spring AI makes its generation the last one, in calls and in streams. */
final class LimitLoopEnd extends ToolCallLimitExceededException implements LoopEnd {

    private static final long serialVersionUID = 1L;

    private final transient Decision decision;
    private final String text;
    private transient List<ToolResponse> given = List.of();

    private LimitLoopEnd(Decision decision, String text) {
        super(
                null,
                0,
                ToolExecutionResult.builder().conversationHistory(List.of()).build());
        this.decision = decision;
        this.text = text;
    }

    /** Names no type of this class, so that callers can be verified where Spring AI has no such exception. */
    static RuntimeException of(Decision decision, String text) {
        return new LimitLoopEnd(decision, text);
    }

    @Override
    public Decision decision() {
        return decision;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public boolean direct() {
        return false;
    }

    @Override
    public void given(List<ToolResponse> responses) {
        given = List.copyOf(responses);
    }

    @Override
    public Generation generation() {
        return LoopEnd.generation(decision, text, given);
    }

    @Override
    public String getMessage() {
        return text;
    }

    @Override
    public Generation buildGeneration() {
        return generation();
    }
}
