package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Decision;
import java.util.List;
import org.springframework.ai.chat.messages.ToolResponseMessage.ToolResponse;
import org.springframework.ai.chat.model.Generation;

/** Ends the loop where Spring AI has no exceptions that do; the guard's tool calling manager catches it. */
final class DirectLoopEnd extends RuntimeException implements LoopEnd {

    private static final long serialVersionUID = 1L;

    private final transient Decision decision;
    private final String text;
    private transient List<ToolResponse> given = List.of();

    DirectLoopEnd(Decision decision, String text) {
        super(text);
        this.decision = decision;
        this.text = text;
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
        return true;
    }

    @Override
    public void given(List<ToolResponse> responses) {
        given = List.copyOf(responses);
    }

    @Override
    public Generation generation() {
        return LoopEnd.generation(decision, text, given);
    }
}
