package dev.guardedtool.conformance.actguard;

import dev.guardedtool.Decision;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.engine.GuardBuilder;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicyBuilder;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A kind whose steps are calls of tools: {@link ToolCase} plays them, this says what they mean. */
interface ToolKind extends CaseKind {

    /** What else holds in the reference, beyond what its configuration says. */
    default GuardPolicy policy(GuardPolicy policy) {
        return policy;
    }

    /**
     * Says of a tool what its configuration says.
     *
     * @param config that of the tool, by decorator
     */
    void declare(ToolPolicyBuilder tool, JsonNode config);

    /** Gives the guard what its policy does not hold. */
    default GuardBuilder complete(GuardBuilder guard, JsonNode tools, Clock clock) {
        return guard;
    }

    /** The context of the run that a step begins. */
    default RunContext context(JsonNode step) {
        return RunContext.of(Principal.of(step.path("user_id").stringValue("somebody")))
                .withRunId(step.get("run_id").stringValue());
    }

    /** The call of a step, with what only this kind knows of. */
    default ToolCall call(ToolCall call, JsonNode step) {
        return call;
    }

    /** What the tool does in that step: its answer as JSON text, or an exception. */
    default @Nullable Object run(JsonNode outcome) throws Exception {
        return PythonOutcome.of(outcome);
    }

    /** The reason that stands for an error of the reference that kept the tool from running. */
    String reason(JsonNode expected);

    /** The figures of a refusal that both sides give, as the reference gives them; empty for none. */
    default String expectedFigures(JsonNode details) {
        return "";
    }

    /** The same figures of the guard's refusal. */
    default String figures(Decision refusal) {
        return "";
    }

    /** What a difference spreads over: later differences about the same subject follow from the first. */
    default String subject(JsonNode step) {
        return step.path("tool").stringValue("");
    }

    /**
     * The row that explains a difference, or null if none does.
     *
     * @param test the case
     * @param step the step, with what the reference did
     * @param outcome what the guard did; null where the step is no call
     */
    @Nullable
    Row row(JsonNode test, JsonNode step, @Nullable ToolOutcome outcome);

    @Override
    default void play(JsonNode test, Account account) {
        new ToolCase(this, test, account).play();
    }
}
