package dev.guardedtool.autoconfigure.springai;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/**
 * Looks at every prompt that goes to a model, whoever sends it, for tools that nothing would guard: those of a client and
 * a manager that the application built by itself.
 */
final class UnguardedTools implements ObservationHandler<ChatModelObservationContext> {

    private static final Logger log = LoggerFactory.getLogger(UnguardedTools.class);

    private static final int MAX_NAMED = 1_000;

    private final boolean refuse;
    private final CallbackMethods methods;
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    UnguardedTools(boolean refuse, CallbackMethods methods) {
        this.refuse = refuse;
        this.methods = methods;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof ChatModelObservationContext;
    }

    @Override
    public void onStart(ChatModelObservationContext context) {
        if (!(context.getRequest().getOptions() instanceof ToolCallingChatOptions options)
                || options.getToolCallbacks() == null) {
            return;
        }
        List<String> unguarded = options.getToolCallbacks().stream()
                .filter(callback -> Guarded.of(callback) == null && !methods.isGuarded(callback))
                .map(UnguardedTools::name)
                .toList();
        if (unguarded.isEmpty()) {
            return;
        }
        if (refuse) {
            throw new UnguardedToolException(unguarded);
        }
        for (String tool : unguarded) {
            if (named.size() < MAX_NAMED && named.add(tool)) {
                log.warn(
                        "The tool '{}' could run without the guard: the client that offers it was built by hand.",
                        tool);
            }
        }
    }

    private static String name(ToolCallback callback) {
        return callback.getToolDefinition().name();
    }
}
