package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.autoconfigure.UnguardedTools;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;

/**
 * Looks at the tools that models are offered, whoever offers them, for those that nothing would guard: plain objects and
 * callbacks in a client or a loop that the application built by itself. Thread-safe.
 */
final class OfferedTools {

    private static final Logger log = LoggerFactory.getLogger(OfferedTools.class);

    private static final int MAX_NAMED = 1_000;

    private final UnguardedTools handling;
    private final CallbackMethods methods;
    private final Set<String> named = ConcurrentHashMap.newKeySet();

    OfferedTools(UnguardedTools handling, CallbackMethods methods) {
        this.handling = handling;
        this.methods = methods;
    }

    /** Refuses the prompt, or names the tools, if any of those that it offers is not guarded. */
    void look(Prompt prompt) {
        if (!(prompt.getOptions() instanceof ToolCallingChatOptions options) || options.getToolCallbacks() == null) {
            return;
        }
        List<String> unguarded = options.getToolCallbacks().stream()
                .filter(callback -> !isGuarded(callback))
                .map(callback -> ToolNames.of(callback.getToolDefinition()).value())
                .toList();
        unguarded.forEach(this::name);
        if (!unguarded.isEmpty() && handling == UnguardedTools.FAIL) {
            throw new UnguardedToolException(unguarded);
        }
    }

    /** What happens when one is found. */
    UnguardedTools handling() {
        return handling;
    }

    /** The names of the unguarded tools that were offered so far, sorted. */
    Set<String> named() {
        return new TreeSet<>(named);
    }

    private boolean isGuarded(ToolCallback callback) {
        return Guarded.of(callback) != null
                || isHarmless(callback)
                || methods.isGuarded(callback)
                || Weaving.isWoven(callback);
    }

    /** Spring AI adds its tool search within the loop, where the callbacks of a turn are guarded already. */
    private boolean isHarmless(ToolCallback callback) {
        CallbackMethods.Target target = methods.target(callback);
        return callback instanceof Caller || (target != null && target.isToolSearch());
    }

    private void name(String tool) {
        if (named.size() < MAX_NAMED && named.add(tool) && handling == UnguardedTools.WARN) {
            log.warn(
                    "The tool '{}' was offered to a model by a client or a loop that was built by hand: unless the"
                            + " ToolCallingManager bean carries its calls out, they are not guarded. Use the"
                            + " ChatClient.Builder bean, or pass the tool through GuardedCallbacks.",
                    tool);
        }
    }
}
