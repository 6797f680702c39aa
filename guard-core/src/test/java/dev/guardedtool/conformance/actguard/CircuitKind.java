package dev.guardedtool.conformance.actguard;

import dev.guardedtool.Decision;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.engine.GuardBuilder;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.fault.ErrorClassifiers;
import dev.guardedtool.policy.CircuitFailures;
import dev.guardedtool.policy.CircuitPolicy;
import dev.guardedtool.policy.CircuitPreset;
import dev.guardedtool.policy.EffectPolicy;
import dev.guardedtool.policy.FaultPolicy;
import dev.guardedtool.policy.ToolPolicyBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Breakers. So many failures in a row are all of that many calls; after the wait the reference lets everybody through,
 * which comes nearest to as many tries.
 */
final class CircuitKind implements ToolKind {

    private static final int DEFAULT_FAILS = 3;
    private static final int DEFAULT_TIMEOUT = 60;
    private static final int BAD_REQUEST = 400;
    private static final int MILLI_DIGITS = 3;

    @Override
    public String guard() {
        return "circuit_breaker";
    }

    @Override
    public String expected() {
        return "errors=23 same=70 timeouts=1";
    }

    @Override
    public void declare(ToolPolicyBuilder tool, JsonNode config) {
        tool.circuit(config.get("circuit_breaker").get("name").stringValue());
    }

    @Override
    public GuardBuilder complete(GuardBuilder guard, JsonNode tools, Clock clock) {
        Map<String, CircuitPolicy> policies = new HashMap<>();
        tools.values().forEach(tool -> {
            JsonNode said = tool.get("circuit_breaker");
            policies.put(said.get("name").stringValue(), policy(said));
        });
        return guard.circuits(Circuits.of(policies, ExpressionCompiler.plainPaths(), clock))
                .errors(new Coded(ErrorClassifiers.of(FaultPolicy.defaults(), EffectPolicy.defaults())));
    }

    private static CircuitPolicy policy(JsonNode said) {
        int fails = said.path("max_fails").intValue(DEFAULT_FAILS);
        Duration minute = Duration.ofMinutes(1);
        Duration openFor = Duration.ofSeconds(said.path("reset_timeout").intValue(DEFAULT_TIMEOUT));
        return new CircuitPolicy(1, 1, Duration.ofDays(1), fails, null, fails, openFor, fails, minute, failures(said));
    }

    private static CircuitFailures failures(JsonNode said) {
        JsonNode failOn = said.path("fail_on");
        Set<String> ignore = codes(said.path("ignore_on"));
        if (failOn.isArray()) {
            return new CircuitFailures(CircuitPreset.INFRA_ONLY, codes(failOn), Set.of("timeout"), null);
        }
        CircuitPreset preset =
                CircuitPreset.valueOf(failOn.stringValue("FAIL_ON_DEFAULT").substring("FAIL_ON_".length()));
        return new CircuitFailures(preset, Set.of(), ignore, null);
    }

    private static Set<String> codes(JsonNode kinds) {
        return kinds.valueStream().map(JsonNode::stringValue).collect(Collectors.toSet());
    }

    /** An answer that carries a status is a result that says whether it failed. */
    @Override
    public @Nullable Object run(JsonNode outcome) throws Exception {
        int status = outcome.path("return_status").intValue(0);
        return status >= BAD_REQUEST
                ? ToolResult.failed(Integer.toString(status)).withPayload(PythonOutcome.DEFAULT)
                : PythonOutcome.of(outcome);
    }

    @Override
    public String reason(JsonNode expected) {
        String error = expected.get("error").stringValue();
        return "CircuitOpenError".equals(error) ? "circuit_open" : error;
    }

    @Override
    public String expectedFigures(JsonNode details) {
        return details.path("dependency_name").stringValue("") + " in "
                + millis(details.path("retry_after").decimalValue());
    }

    @Override
    public String figures(Decision refusal) {
        Duration left = refusal.explanation().retryAfter();
        return refusal.explanation().detail() + " in " + (left == null ? "?" : left.toMillis());
    }

    private static long millis(BigDecimal seconds) {
        return seconds.movePointRight(MILLI_DIGITS)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValue();
    }

    /** Explained by what the reference did before: see {@link ReferenceBreaker}. */
    @Override
    public @Nullable Row row(JsonNode test, JsonNode step, @Nullable ToolOutcome outcome) {
        return ReferenceBreaker.before(test, step);
    }

    /** Knows the codes that exceptions of a case carry, and the names of timeouts in Python. */
    private record Coded(ErrorClassifier others) implements ErrorClassifier {

        @Override
        public String errorClass(@Nullable String code) {
            return others.errorClass(code);
        }

        @Override
        public ToolResult resultOf(Throwable failure) {
            if (failure instanceof PythonOutcome.CodedException coded) {
                return ToolResult.failed(Objects.requireNonNull(coded.code));
            }
            boolean timeout =
                    failure instanceof PythonOutcome.TimeoutError || failure instanceof PythonOutcome.ToolTimeoutError;
            return timeout ? ToolResult.failed("timeout") : others.resultOf(failure);
        }

        @Override
        public boolean doubtful(String errorClass) {
            return others.doubtful(errorClass);
        }
    }
}
