package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Availability;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.metadata.ToolMetadata;

/**
 * A callback that was looked up by its name. Within a turn that happens where a model called a tool that the request
 * does not offer; elsewhere it is the application that asks.
 */
final class ResolvedToolCallback implements ToolCallback, Guarded {

    private final GuardedExecution asked;
    private final GuardedExecution unadvertised;

    private ResolvedToolCallback(GuardedExecution asked, GuardedExecution unadvertised) {
        this.asked = asked;
        this.unadvertised = unadvertised;
    }

    static ToolCallback of(ToolCallback callback, ToolGuard guard) {
        ToolCallback bare = Guarded.unwrap(callback);
        return new ResolvedToolCallback(
                GuardedExecution.of(bare, Availability.ATTACHED, guard),
                GuardedExecution.of(bare, Availability.UNADVERTISED, guard));
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return asked.definition();
    }

    @Override
    public ToolMetadata getToolMetadata() {
        return asked.bare().getToolMetadata();
    }

    @Override
    public String call(String toolInput) {
        return asked.call(toolInput, null);
    }

    @Override
    public String call(String toolInput, @Nullable ToolContext toolContext) {
        boolean inTurn = toolContext != null && Turn.of(toolContext.getContext()) != null;
        return (inTurn ? unadvertised : asked).call(toolInput, toolContext);
    }

    @Override
    public ToolCallback bareToolCallback() {
        return asked.bare();
    }
}
