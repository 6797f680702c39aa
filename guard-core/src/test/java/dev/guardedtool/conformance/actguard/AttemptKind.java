package dev.guardedtool.conformance.actguard;

import dev.guardedtool.Decision;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.policy.ToolPolicyBuilder;
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
        return "runs=2 same=18";
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
        return details.path("used").intValue(-1) + " of "
                + details.path("limit").intValue(-1);
    }

    @Override
    public String figures(Decision refusal) {
        return refusal.explanation().figures().get("used") + " of "
                + refusal.explanation().figures().get("limit");
    }

    /** The reference finds the run by itself: it refuses where there is none, and a second one beside the first. */
    @Override
    public @Nullable Row row(JsonNode test, JsonNode step, @Nullable ToolOutcome outcome) {
        String error = step.path("expect").path("error").stringValue("");
        return error.equals("MissingRuntimeContextError") || error.equals("NestedRuntimeContextError")
                ? Row.RUNS
                : null;
    }
}
