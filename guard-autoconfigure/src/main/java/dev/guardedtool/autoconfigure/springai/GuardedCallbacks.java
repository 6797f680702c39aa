package dev.guardedtool.autoconfigure.springai;

import java.util.Arrays;
import org.springframework.ai.support.ToolCallbacks;
import org.springframework.ai.tool.ToolCallback;

/** Guards callbacks that an application hands to a client or a loop of its own. Thread-safe. */
public final class GuardedCallbacks {

    private final ToolGuard guard;

    GuardedCallbacks(ToolGuard guard) {
        this.guard = guard;
    }

    /** The callback with the guard before it; itself if it is guarded already. */
    public ToolCallback guard(ToolCallback callback) {
        return Guarded.of(callback) != null ? callback : GuardedToolCallback.guard(callback, guard);
    }

    /** The tools of those objects, each with the guard before it. */
    public ToolCallback[] from(Object... toolObjects) {
        return Arrays.stream(ToolCallbacks.from(toolObjects)).map(this::guard).toArray(ToolCallback[]::new);
    }
}
