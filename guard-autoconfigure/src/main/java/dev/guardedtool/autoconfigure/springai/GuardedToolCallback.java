package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Availability;
import dev.guardedtool.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.metadata.ToolMetadata;

/** A callback with the guard before it. At most one stands in front of a callback. */
final class GuardedToolCallback implements ToolCallback, Guarded {

    private final GuardedExecution execution;

    private GuardedToolCallback(GuardedExecution execution) {
        this.execution = execution;
    }

    /** The callback behind the guard, itself if it stands there already. */
    static ToolCallback guard(ToolCallback callback, ToolGuard guard) {
        if (callback instanceof GuardedToolCallback guarded
                && guarded.execution.guard() == guard
                && guarded.execution.availability() == Availability.ATTACHED) {
            return guarded;
        }
        return guard(callback, Availability.ATTACHED, guard);
    }

    /**
     * Stands for a name that the model called although the request offers no such tool, so that the call is answered
     * and recorded instead of failing the whole request.
     *
     * @param known the application's tool of that name, or null if it has none
     */
    static ToolCallback unadvertised(String name, @Nullable ToolCallback known, ToolGuard guard) {
        return known == null
                ? guard(new MissingTool(name), Availability.UNKNOWN, guard)
                : guard(known, Availability.UNADVERTISED, guard);
    }

    private static ToolCallback guard(ToolCallback callback, Availability availability, ToolGuard guard) {
        ToolCallback bare = Guarded.unwrap(callback);
        return new GuardedToolCallback(GuardedExecution.of(bare, availability, guard));
    }

    /** A call of the guarded callback of that name, which is among them, as the guard sees it. */
    static ToolCall toCall(List<ToolCallback> guarded, String name, @Nullable String arguments) {
        return guarded.stream()
                .filter(callback -> callback.getToolDefinition().name().equals(name))
                .map(callback -> ((GuardedToolCallback) callback).execution.toCall(arguments))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return execution.definition();
    }

    @Override
    public ToolMetadata getToolMetadata() {
        return execution.bare().getToolMetadata();
    }

    @Override
    public String call(String toolInput) {
        return execution.call(toolInput, null);
    }

    @Override
    public String call(String toolInput, @Nullable ToolContext toolContext) {
        return execution.call(toolInput, toolContext);
    }

    @Override
    public ToolCallback bareToolCallback() {
        return execution.bare();
    }

    @Override
    public String toString() {
        return "guarded " + execution.bare();
    }
}
