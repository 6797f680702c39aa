package dev.guardedtool.conformance.actguard;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.OnDuplicate;
import dev.guardedtool.Reason;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.RunPolicy.Outside;
import dev.guardedtool.policy.ToolPolicyBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Effects under a key that is an argument, remembered for a run. */
final class IdempotentKind implements ToolKind {

    private static final String KEY = "idempotency_key";
    private static final BigDecimal HOUR = BigDecimal.valueOf(3_600);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public String guard() {
        return "idempotent";
    }

    @Override
    public String expected() {
        return "durable=35 key-conflict=1 key-conflict+numbers+enforce=1 parallel=1 same=39";
    }

    @Override
    public GuardPolicy policy(GuardPolicy policy) {
        return policy.withRuns(policy.runs().withOutside(Outside.REFUSE));
    }

    @Override
    public void declare(ToolPolicyBuilder tool, JsonNode config) {
        JsonNode said = config.get("idempotent");
        tool.effect(Effect.ONCE)
                .keyArg(KEY)
                .effectScope(EffectScope.RUN)
                .effectTtl(ttl(said.path("ttl_s").decimalValue(HOUR)))
                .onDuplicate(
                        said.path("on_duplicate").stringValue("return").equals("raise")
                                ? OnDuplicate.REFUSE
                                : OnDuplicate.REPLAY)
                .safeExceptions(safe(said.path("safe_exceptions")));
    }

    /** In the reference the last instant of the time is part of it. */
    private static Duration ttl(BigDecimal seconds) {
        return Duration.ofNanos(SteppedClock.nanos(seconds) + 1);
    }

    private static Set<String> safe(JsonNode types) {
        return types.values().stream()
                .map(type -> PythonOutcome.class.getName() + "$" + type.stringValue())
                .collect(Collectors.toSet());
    }

    @Override
    public ToolCall call(ToolCall call, JsonNode step) {
        ObjectNode arguments = (ObjectNode) JSON.readTree(call.arguments());
        if (step.has("key")) {
            arguments.set(KEY, step.get("key"));
        }
        return ToolCall.of(call.tool(), arguments.toString());
    }

    @Override
    public String reason(JsonNode expected) {
        String error = expected.get("error").stringValue();
        return switch (error) {
            case "DuplicateIdempotencyKey" -> "effect_duplicate";
            case "IdempotencyInProgress" -> "effect_in_progress";
            case "IdempotencyOutcomeUnknown" -> "effect_unknown";
            case "MissingIdempotencyKeyError" -> "argument_rule";
            default -> error;
        };
    }

    @Override
    public String subject(JsonNode step) {
        return step.path("tool").stringValue("") + " " + step.path("key");
    }

    @Override
    public @Nullable Row row(JsonNode test, JsonNode step, @Nullable ToolOutcome outcome) {
        JsonNode expected = step.path("expect");
        String error = expected.path("error").stringValue("");
        if (error.equals("MissingIdempotencyKeyError")) {
            return step.path("key").isNumber() ? Row.NUMBERS : null;
        }
        if (outcome == null || outcome.executed()) {
            return null;
        }
        Reason reason = outcome.decision().reason();
        if (reason == GuardReason.EFFECT_KEY_CONFLICT) {
            return Row.KEY_CONFLICT;
        }
        boolean ran = expected.path("executed").booleanValue(false);
        if (reason == GuardReason.EFFECT_UNKNOWN && ran) {
            return Row.DURABLE;
        }
        if (reason == GuardReason.EFFECT_IN_PROGRESS && ran) {
            return Row.PARALLEL;
        }
        boolean blank =
                step.path("key").isString() && step.get("key").stringValue().isBlank();
        return reason == GuardReason.ARGUMENT_RULE && ran && blank ? Row.ENFORCE : null;
    }
}
