package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Availability;
import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
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

/**
 * One guarded way to a callback.
 *
 * @param bare the callback itself
 * @param availability whether the request offers it
 */
record GuardedExecution(ToolCallback bare, Availability availability, ToolGuard guard) {

    /** Decides the call, carries it out if it may run, and answers it in any case. */
    String call(String toolInput, @Nullable ToolContext toolContext) {
        return guard.inRun(toolContext, run -> decide(run, toolInput, toolContext));
    }

    private String decide(GuardRun run, String toolInput, @Nullable ToolContext toolContext) {
        ToolDefinition definition = bare.getToolDefinition();
        ToolCall call = ToolCall.of(ToolNames.of(definition), toolInput)
                .withAvailability(availability)
                .withNumericArguments(guard.numericArguments(definition.inputSchema()));
        Decision decision = run.check(call);
        if (decision instanceof Decision.Allow allow) {
            return execute(run, allow, definition, toolContext);
        }
        return guard.answers().of(decision);
    }

    @SuppressWarnings("try")
    private String execute(
            GuardRun run, Decision.Allow allow, ToolDefinition definition, @Nullable ToolContext toolContext) {
        CallHandle handle = allow.handle();
        String result;
        try (CallFrame frame = CallFrame.enter(run, handle.tool())) {
            result = bare.call(handle.argumentsJson(), ToolGuard.stripped(toolContext));
        } catch (Throwable failure) {
            List<Warning> warnings = run.record(handle, failure);
            throw guard.answers().withWarnings(failure, definition, allow.warnings(), warnings);
        }
        return guard.answers().withWarnings(result, allow.warnings(), run.record(handle, ToolResult.ok(result)));
    }
}
