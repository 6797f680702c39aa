package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Decision;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.autoconfigure.ModelText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.execution.ToolExecutionException;
import tools.jackson.databind.json.JsonMapper;

/** What the model reads in place of, or along with, a tool's result. */
final class Answers {

    private final ModelText text;
    private final JsonMapper json = JsonMapper.builder().build();

    Answers(boolean asJson) {
        this.text = new ModelText(asJson);
    }

    /**
     * The answer to a call that did not run.
     *
     * @throws RuntimeException that ends the tool loop, for decisions that need a person
     */
    String of(Decision decision) {
        if (decision instanceof Decision.Cache cache) {
            return cached(cache);
        }
        if (decision instanceof Decision.Block || decision instanceof Decision.Rewrite) {
            return text.of(decision);
        }
        throw LoopEnd.with(decision, text.of(decision));
    }

    private String cached(Decision.Cache cache) {
        ToolResult result = cache.result();
        Object payload = result.payload();
        if (result.ok() && payload != null) {
            return payload instanceof String given ? given : json.writeValueAsString(payload);
        }
        String known = result.ok() ? "" : " It reported an error: " + result.error() + ".";
        return text.of(cache.explained(cache.explanation().text(cache.text() + known)));
    }

    /** The result with what the model should know beside it. */
    String withWarnings(@Nullable String result, List<Warning> before, List<Warning> after) {
        String answer = result == null ? "" : result;
        if (before.isEmpty() && after.isEmpty()) {
            return answer;
        }
        return answer + notes(before) + notes(after);
    }

    /**
     * The failure in the form that Spring AI's exception processor turns into a tool response, with what the model should
     * know in its message, so that one failing call does not take the others of its batch with it.
     */
    RuntimeException withWarnings(Throwable failure, ToolDefinition tool, List<Warning> before, List<Warning> after) {
        Throwable cause =
                failure instanceof ToolExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof LoopEnd || cause instanceof Error) {
            return failure instanceof RuntimeException exception ? exception : new IllegalStateException(failure);
        }
        String notes = notes(before) + notes(after);
        if (notes.isEmpty() && cause instanceof RuntimeException exception) {
            return failure instanceof ToolExecutionException known
                    ? known
                    : new ToolExecutionException(tool, exception);
        }
        return new ToolExecutionException(tool, new AnnotatedFailure(cause.getMessage() + notes, cause));
    }

    private static String notes(List<Warning> warnings) {
        StringBuilder notes = new StringBuilder();
        warnings.forEach(warning -> notes.append("\n[guard] ").append(warning.text()));
        return notes.toString();
    }

    /** A tool's failure with a note to the model, or one that is no runtime exception by itself. */
    private static final class AnnotatedFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AnnotatedFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
