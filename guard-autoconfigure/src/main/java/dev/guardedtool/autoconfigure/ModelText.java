package dev.guardedtool.autoconfigure;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model reads of a decision, in the form that {@code guard.texts.format} asks for. Thread-safe.
 *
 * @param asJson whether it is one JSON object instead of a paragraph
 */
public record ModelText(boolean asJson) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The decision as the model reads it; empty for a plain allow. */
    public String of(Decision decision) {
        Explanation why = decision.explanation();
        if (!asJson) {
            return why.text();
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("decision", decision.type().code());
        body.put("reason", why.reason().code());
        body.put("retryable", why.retryable());
        if (why.retryAfter() != null) {
            body.put(
                    "retry_after_s",
                    Math.max(1, why.retryAfter().plusNanos(999_999_999).toSeconds()));
        }
        body.put("message", why.text());
        return JSON.writeValueAsString(Map.of("guard", body));
    }
}
