package dev.guardedtool.autoconfigure.execution;

import dev.guardedtool.execution.ContextCarrier;
import org.springframework.ai.model.tool.internal.ToolCallReactiveContextHolder;
import reactor.util.context.ContextView;

/** Takes along the context of the stream that the call is part of, which Spring AI keeps for tools. */
final class StreamCarrier implements ContextCarrier {

    @Override
    public Runnable carry(Runnable work) {
        ContextView context = ToolCallReactiveContextHolder.getContext();
        return context.isEmpty()
                ? work
                : () -> {
                    ToolCallReactiveContextHolder.setContext(context);
                    try {
                        work.run();
                    } finally {
                        ToolCallReactiveContextHolder.clearContext();
                    }
                };
    }
}
