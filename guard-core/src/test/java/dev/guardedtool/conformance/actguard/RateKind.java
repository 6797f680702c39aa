package dev.guardedtool.conformance.actguard;

import dev.guardedtool.Decision;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.policy.ToolPolicyBuilder;
import dev.guardedtool.policy.ToolRate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The sliding log per tool and scope. */
final class RateKind implements ToolKind {

    private static final int MILLI_DIGITS = 3;

    @Override
    public String guard() {
        return "rate_limit";
    }

    @Override
    public String expected() {
        return "policy-typo=1 same=70";
    }

    @Override
    public void declare(ToolPolicyBuilder tool, JsonNode config) {
        JsonNode said = config.get("rate_limit");
        String scope = said.path("scope").stringValue("");
        tool.rates(List.of(new ToolRate(
                said.get("max_calls").intValue(),
                Duration.ofNanos(SteppedClock.nanos(said.get("period").decimalValue())),
                scope.isEmpty() ? "" : "#" + scope)));
    }

    /** The reference counts by the text of the scope's value, and the text of nothing is another in Python. */
    @Override
    public ToolCall call(ToolCall call, JsonNode step) {
        return ToolCall.of(call.tool(), Objects.requireNonNull(call.arguments()).replace("\"None\"", "\"null\""));
    }

    @Override
    public String reason(JsonNode expected) {
        return "RateLimitExceeded".equals(expected.get("error").stringValue()) ? "rate_limited" : "a crash";
    }

    @Override
    public String expectedFigures(JsonNode details) {
        return details.path("max_calls").intValue() + " per "
                + millis(details.path("period").decimalValue()) + " ms, in "
                + millis(details.path("retry_after").decimalValue());
    }

    @Override
    public String figures(Decision refusal) {
        Duration retryAfter = Objects.requireNonNull(refusal.explanation().retryAfter());
        return refusal.explanation().figures().get("limit") + " per "
                + refusal.explanation().figures().get("period_ms") + " ms, in "
                + millis(BigDecimal.valueOf(retryAfter.toNanos(), 9));
    }

    private static long millis(BigDecimal seconds) {
        return seconds.movePointRight(MILLI_DIGITS)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValue();
    }

    /** No calls at all, which crash the reference, are no rate. */
    @Override
    public @Nullable Row row(JsonNode test, JsonNode step, @Nullable ToolOutcome outcome) {
        boolean none = test.path("config").findPath("max_calls").intValue() == 0;
        return none && outcome == null ? Row.POLICY_TYPO : null;
    }
}
