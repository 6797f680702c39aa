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
import org.springframework.ai.tool.metadata.ToolMetadata;

/** A callback with the guard before it. At most one stands in front of a callback. */
final class GuardedToolCallback implements ToolCallback {

    private final ToolCallback delegate;
    private final Availability availability;
    private final ToolGuard guard;

    private GuardedToolCallback(ToolCallback delegate, Availability availability, ToolGuard guard) {
        this.delegate = delegate;
        this.availability = availability;
        this.guard = guard;
    }

    /** The callback behind the guard, itself if it stands there already. */
    static ToolCallback guard(ToolCallback callback, ToolGuard guard) {
        if (callback instanceof GuardedToolCallback guarded && guarded.guard == guard) {
            return guarded;
        }
        ToolCallback bare = unwrap(callback);
        guard.declare(bare);
        return new GuardedToolCallback(bare, Availability.ATTACHED, guard);
    }

    /**
     * Stands for a name that the model called although the request offers no such tool, so that the call is answered
     * and recorded instead of failing the whole request.
     *
     * @param known the application's tool of that name, or null if it has none
     */
    static ToolCallback unadvertised(String name, @Nullable ToolCallback known, ToolGuard guard) {
        if (known == null) {
            return new GuardedToolCallback(new MissingTool(name), Availability.UNKNOWN, guard);
        }
        ToolCallback bare = unwrap(known);
        guard.declare(bare);
        return new GuardedToolCallback(bare, Availability.UNADVERTISED, guard);
    }

    static ToolCallback unwrap(ToolCallback callback) {
        ToolCallback bare = callback;
        while (bare instanceof GuardedToolCallback guarded) {
            bare = guarded.delegate;
        }
        return bare;
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return delegate.getToolDefinition();
    }

    @Override
    public ToolMetadata getToolMetadata() {
        return delegate.getToolMetadata();
    }

    @Override
    public String call(String toolInput) {
        return call(toolInput, null);
    }

    @Override
    public String call(String toolInput, @Nullable ToolContext toolContext) {
        return guard.inRun(toolContext, run -> decide(run, toolInput, toolContext));
    }

    private String decide(GuardRun run, String toolInput, @Nullable ToolContext toolContext) {
        ToolDefinition definition = delegate.getToolDefinition();
        ToolCall call = ToolCall.of(ToolNames.of(definition), toolInput)
                .withAvailability(availability)
                .withNumericArguments(guard.numericArguments(definition.inputSchema()));
        Decision decision = run.check(call);
        if (decision instanceof Decision.Allow allow) {
            return execute(run, allow, toolContext);
        }
        return guard.answers().of(decision);
    }

    @SuppressWarnings("try")
    private String execute(GuardRun run, Decision.Allow allow, @Nullable ToolContext toolContext) {
        CallHandle handle = allow.handle();
        String result;
        try (CallFrame frame = CallFrame.enter(run, handle.tool())) {
            result = delegate.call(handle.argumentsJson(), ToolGuard.stripped(toolContext));
        } catch (Throwable failure) {
            List<Warning> warnings = run.record(handle, failure);
            throw guard.answers().withWarnings(failure, getToolDefinition(), allow.warnings(), warnings);
        }
        return guard.answers().withWarnings(result, allow.warnings(), run.record(handle, ToolResult.ok(result)));
    }

    @Override
    public String toString() {
        return "guarded " + delegate;
    }
}
