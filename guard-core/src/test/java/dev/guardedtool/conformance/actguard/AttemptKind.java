package dev.guardedtool.conformance.actguard;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.RunPolicy;
import dev.guardedtool.policy.RunPolicy.Nested;
import dev.guardedtool.policy.RunPolicy.Outside;
import dev.guardedtool.policy.ToolPolicyBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Attempts per run. */
final class AttemptKind implements ToolKind {

    @Override
    public String guard() {
        return "max_attempts";
    }

    @Override
    public String expected() {
        return "same=20";
    }

    /** The reference finds the run by itself: it refuses where there is none, and a second one within the first. */
    @Override
    public GuardPolicy policy(GuardPolicy policy) {
        return policy.withRuns(new RunPolicy(Outside.REFUSE, Nested.REFUSE));
    }

    @Override
    public void declare(ToolPolicyBuilder tool, JsonNode config) {
        tool.maxAttempts(config.get("max_attempts").get("calls").intValue());
    }

    @Override
    public String reason(JsonNode expected) {
        String error = expected.get("error").stringValue();
        return "MaxAttemptsExceeded".equals(error) ? "max_attempts" : error;
    }

    @Override
    public String expectedFigures(JsonNode details) {
        return details.has("used")
                ? details.get("used").intValue() + " of " + details.get("limit").intValue()
                : "";
    }

    @Override
    public String figures(Decision refusal) {
        Map<String, Object> figures = refusal.explanation().figures();
        return refusal.reason() == GuardReason.MAX_ATTEMPTS ? figures.get("used") + " of " + figures.get("limit") : "";
    }

    @Override
    public @Nullable Row row(JsonNode test, JsonNode step, @Nullable ToolOutcome outcome) {
        return null;
    }
}
