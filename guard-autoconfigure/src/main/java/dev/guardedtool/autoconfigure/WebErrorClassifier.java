package dev.guardedtool.autoconfigure;

import dev.guardedtool.ToolResult;
import dev.guardedtool.check.ErrorClassifier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClientResponseException;

/** Knows the status that a web client's exception carries; everything else is another classifier's. */
record WebErrorClassifier(ErrorClassifier others) implements ErrorClassifier {

    private static final int MAX_CAUSES = 32;

    @Override
    public String errorClass(@Nullable String code) {
        return others.errorClass(code);
    }

    @Override
    public ToolResult resultOf(Throwable failure) {
        ToolResult result = others.resultOf(failure);
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
            if (cause instanceof RestClientResponseException response) {
                String status = Integer.toString(response.getStatusCode().value());
                return new ToolResult(result.ok(), result.payload(), status, result.effectExecuted());
            }
        }
        return result;
    }

    @Override
    public boolean doubtful(String errorClass) {
        return others.doubtful(errorClass);
    }
}
