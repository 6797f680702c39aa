package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Availability;
import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.GuardDeniedException;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.engine.CallFrame;
import dev.guardedtool.engine.GuardRun;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.execution.ToolExecutionException;

/**
 * One guarded way to a callback.
 *
 * @param bare the callback itself
 * @param identity the names of its tool
 * @param availability whether the request offers it
 */
record GuardedExecution(ToolCallback bare, ToolIdentity identity, Availability availability, ToolGuard guard) {

    private static final String NOTHING_FOUND = "[]";

    static GuardedExecution of(ToolCallback bare, Availability availability, ToolGuard guard) {
        return new GuardedExecution(bare, guard.identify(bare), availability, guard);
    }

    /** Decides the call, carries it out if it may run, and answers it in any case. */
    String call(String toolInput, @Nullable ToolContext toolContext) {
        DecidedCall decided = guard.decided(identity.callback(), toolContext);
        boolean goesOn = Delegation.goesOn(bare, identity.callback());
        if (decided != null) {
            return decided.carryOut(
                    identity.body(), bare, () -> tell(toolInput, toolContext, decided.effectReference()));
        }
        if (goesOn) {
            return goOn(toolInput, toolContext);
        }
        String answer = guard.inRun(toolContext, run -> decide(run, toolInput, toolContext));
        Turn turn = turn(toolContext);
        return turn == null || identity.parsed() ? answer : turn.answer(answer);
    }

    /** What was decided before; whoever did so put the name of the effect into the context. */
    private String goOn(String toolInput, @Nullable ToolContext toolContext) {
        ToolContext context = ToolGuard.stripped(toolContext);
        Object reference = context == null ? null : context.getContext().get(GuardContextKeys.EFFECT_REFERENCE);
        return bare.call(told(toolInput, reference), context);
    }

    /** What is said of the tool to models. */
    ToolDefinition definition() {
        ToolDefinition definition = bare.getToolDefinition();
        ReferenceArgument reference = identity.reference();
        return reference == null ? definition : reference.hiddenIn(definition);
    }

    /** The arguments of a model or caller without what is not theirs to give. */
    private @Nullable String own(@Nullable String toolInput) {
        ReferenceArgument reference = identity.reference();
        return reference == null ? toolInput : reference.removedFrom(toolInput);
    }

    private String tell(String arguments, @Nullable ToolContext toolContext, @Nullable String effectReference) {
        return bare.call(told(arguments, effectReference), ToolGuard.stripped(toolContext, effectReference));
    }

    private String told(String arguments, @Nullable Object effectReference) {
        ReferenceArgument reference = identity.reference();
        return reference == null ? arguments : reference.toldIn(arguments, effectReference);
    }

    private static @Nullable Turn turn(@Nullable ToolContext toolContext) {
        return toolContext == null ? null : Turn.of(toolContext.getContext());
    }

    /** The call as the guard sees it. */
    ToolCall toCall(@Nullable String toolInput) {
        return ToolCall.of(identity.tool(), own(toolInput))
                .withAvailability(availability)
                .withNumericArguments(
                        guard.numericArguments(bare.getToolDefinition().inputSchema()));
    }

    private String decide(GuardRun run, String toolInput, @Nullable ToolContext toolContext) {
        ToolDefinition definition = bare.getToolDefinition();
        Decision decision = run.check(toCall(toolInput).withEffectKey(effectKey(toolContext)));
        if (decision instanceof Decision.Allow allow) {
            return execute(run, allow, definition, toolContext);
        }
        return identity.parsed()
                ? parsed(decision, turn(toolContext))
                : guard.answers().of(decision);
    }

    /** What is no text becomes one that is refused where it matters. */
    private static @Nullable String effectKey(@Nullable ToolContext toolContext) {
        Object said = toolContext == null ? null : toolContext.getContext().get(GuardContextKeys.EFFECT_KEY);
        return said == null || said instanceof String ? (String) said : "";
    }

    /** An answer that Spring AI can read: nothing was found. Why rides on the answer of the next tool. */
    private String parsed(Decision decision, @Nullable Turn turn) {
        String answer = guard.answers().of(decision);
        if (decision instanceof Decision.Cache cache && cache.result().payload() != null) {
            return answer;
        }
        if (turn != null) {
            turn.instruct(answer);
        }
        return NOTHING_FOUND;
    }

    private String execute(
            GuardRun run, Decision.Allow allow, ToolDefinition definition, @Nullable ToolContext toolContext) {
        CallHandle handle = allow.handle();
        @Nullable String result;
        CallFrame frame = CallFrame.of(run, identity.callback(), identity.body(), bare);
        try {
            result = frame.execute(
                    handle, () -> tell(handle.argumentsJson(), toolContext, handle.effectReference()), ToolResult::ok);
        } catch (Throwable failure) {
            Decision refusal = frame.refusal(handle, failure);
            if (refusal != null) {
                return guard.answers().of(refusal);
            }
            List<Warning> warnings = run.record(handle, failure);
            endLoop(failure);
            throw guard.answers().withWarnings(failure, definition, allow.warnings(), warnings);
        }
        List<Warning> warnings = run.record(handle, ToolResult.ok(result));
        return identity.parsed() && result != null
                ? result
                : guard.answers().withWarnings(result, allow.warnings(), warnings);
    }

    /** A call made from within the tool that needs a person ends the loop as well, and not only the tool. */
    private void endLoop(Throwable failure) {
        Throwable cause = failure instanceof ToolExecutionException ? failure.getCause() : failure;
        if (cause instanceof GuardDeniedException denied
                && (denied.decision() instanceof Decision.Escalate || denied.decision() instanceof Decision.Hold)) {
            guard.answers().of(denied.decision());
        }
    }
}
