package dev.guardedtool.loop;

import dev.guardedtool.Decision;
import dev.guardedtool.EscalationPacket;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the final outcome that a stuck assistant was asked for: one JSON object and nothing else. */
final class ForcedOutcome {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NO_SUMMARY = "(missing)";

    private ForcedOutcome() {}

    /** The outcome in that text, or null if the text is anything else. */
    static @Nullable Decision read(String text) {
        String trimmed = text.strip();
        if (!trimmed.startsWith("{") || !trimmed.endsWith("}")) {
            return null;
        }
        JsonNode outcome;
        try {
            outcome = JSON.readTree(trimmed);
        } catch (JacksonException e) {
            return null;
        }
        String action = text(outcome, "action");
        String reason = text(outcome, "reason");
        if (action == null || reason == null || reason.isBlank()) {
            return null;
        }
        return switch (action) {
            case "finalize" -> finalized(outcome, reason.strip());
            case "escalate" -> escalated(outcome.path("escalation"), reason.strip());
            default -> null;
        };
    }

    private static @Nullable Decision finalized(JsonNode outcome, String reason) {
        String reply = text(outcome, "reply_draft");
        if (reply == null || reply.isBlank()) {
            return null;
        }
        return new Decision.Finalize(Explanation.of(GuardReason.FORCED_FINALIZE).detail(reason), reply);
    }

    private static Decision escalated(JsonNode escalation, String reason) {
        String summary = text(escalation, "summary");
        EscalationPacket packet = new EscalationPacket(
                scalar(escalation.path("route")),
                summary == null ? NO_SUMMARY : summary,
                texts(escalation.path("missing_info")),
                texts(escalation.path("tags")));
        return new Decision.Escalate(Explanation.of(GuardReason.FORCED_ESCALATE).detail(reason), packet);
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable String scalar(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asString() : null;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            for (JsonNode element : node) {
                String text = scalar(element);
                if (text != null) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }
}
