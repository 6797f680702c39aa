package dev.guardedtool.conformance.actguard;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Reason;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.engine.GuardBuilder;
import dev.guardedtool.policy.ToolPolicyBuilder;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Several guards on one tool. */
final class CombinedKind implements ToolKind {

    private static final Set<String> INNER = Set.of("RateLimitExceeded", "CircuitOpenError", "MaxAttemptsExceeded");

    private final IdempotentKind effects = new IdempotentKind();
    private final AttemptKind attempts = new AttemptKind();
    private final RateKind rates = new RateKind();
    private final CircuitKind circuits = new CircuitKind();
    private final Differences differences = new Differences();

    @Override
    public String guard() {
        return "tool";
    }

    @Override
    public String expected() {
        return "durable=4 durable+trace-free=3 durable+trace-free+order=6 order=3 same=9 trace-free=14 trace-free+order=7";
    }

    @Override
    public void declare(ToolPolicyBuilder tool, JsonNode config) {
        JsonNode said = config.get("tool");
        if (said.has("idempotent")) {
            effects.declare(tool, said);
        }
        if (said.has("max_attempts")) {
            attempts.declare(tool, said);
        }
        if (said.has("rate_limit")) {
            rates.declare(tool, said);
        }
        if (said.has("circuit_breaker")) {
            circuits.declare(tool, said);
        }
    }

    @Override
    public GuardBuilder complete(GuardBuilder guard, JsonNode tools, Clock clock) {
        ObjectNode broken = JsonNodeFactory.instance.objectNode();
        tools.properties().forEach(tool -> {
            JsonNode said = tool.getValue().get("tool");
            if (said.has("circuit_breaker")) {
                broken.set(tool.getKey(), said);
            }
        });
        return circuits.complete(guard, broken, clock);
    }

    @Override
    public ToolCall call(ToolCall call, JsonNode step) {
        return effects.call(call, step);
    }

    @Override
    public String reason(JsonNode expected) {
        return switch (expected.get("error").stringValue()) {
            case "RateLimitExceeded" -> "rate_limited";
            case "MaxAttemptsExceeded" -> "max_attempts";
            case "CircuitOpenError" -> "circuit_open";
            default -> effects.reason(expected);
        };
    }

    @Override
    public String expectedFigures(JsonNode details) {
        if (details.has("max_calls")) {
            return rates.expectedFigures(details);
        }
        if (details.has("used")) {
            return attempts.expectedFigures(details);
        }
        return details.has("dependency_name") ? circuits.expectedFigures(details) : "";
    }

    @Override
    public String figures(Decision refusal) {
        Reason reason = refusal.reason();
        if (reason == GuardReason.RATE_LIMITED) {
            return rates.figures(refusal);
        }
        if (reason == GuardReason.MAX_ATTEMPTS) {
            return attempts.figures(refusal);
        }
        return reason == GuardReason.CIRCUIT_OPEN ? circuits.figures(refusal) : "";
    }

    /** Each difference is explained for itself. */
    @Override
    public String subject(JsonNode step) {
        return Integer.toString(differences.next());
    }

    @Override
    public @Nullable Row row(JsonNode test, JsonNode step, @Nullable ToolOutcome outcome) {
        return differences.explain(test, first(test, step, outcome));
    }

    /** The row that explains a difference which does not follow from those before. */
    private static @Nullable Row first(JsonNode test, JsonNode step, @Nullable ToolOutcome outcome) {
        JsonNode expected = step.path("expect");
        String error = expected.path("error").stringValue("");
        if (outcome == null) {
            return null;
        }
        Reason reason = outcome.decision().reason();
        if (error.equals("IdempotencyOutcomeUnknown")
                && INNER.contains(
                        expected.path("details").path("last_error_type").stringValue(""))) {
            return Row.TRACE_FREE;
        }
        if (reason == GuardReason.CIRCUIT_OPEN
                && (error.equals("MaxAttemptsExceeded") || error.equals("RateLimitExceeded"))) {
            return Row.ORDER;
        }
        boolean free = INNER.contains(error) || expected.path("executed").booleanValue(true);
        if (reason == GuardReason.EFFECT_UNKNOWN && free) {
            return Row.DURABLE;
        }
        Set<String> refusals = refusalsBefore(test, step);
        boolean burntAttempt = refusals.contains("RateLimitExceeded") || refusals.contains("CircuitOpenError");
        if (error.equals("MaxAttemptsExceeded") && burntAttempt) {
            return Row.TRACE_FREE;
        }
        return error.equals("RateLimitExceeded") && refusals.contains("CircuitOpenError") ? Row.TRACE_FREE : null;
    }

    private static Set<String> refusalsBefore(JsonNode test, JsonNode step) {
        Set<String> errors = new HashSet<>();
        for (JsonNode before : test.get("steps").values()) {
            if (before == step) {
                break;
            }
            JsonNode expected = before.path("expect");
            if (!expected.path("executed").booleanValue(true)) {
                errors.add(expected.path("error").stringValue(""));
            }
        }
        return errors;
    }

    /** The differences of the case that is being played: those that come to nothing new follow from the first. */
    private static final class Differences {

        private @Nullable JsonNode test;
        private @Nullable Row first;
        private int count;

        int next() {
            return count++;
        }

        @Nullable
        Row explain(JsonNode of, @Nullable Row row) {
            if (test != of) {
                test = of;
                first = row;
            }
            return row != null ? row : first;
        }
    }
}
