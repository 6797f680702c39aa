package dev.guardedtool.engine;

import dev.guardedtool.GuardTimeoutException;
import dev.guardedtool.ToolResult;
import org.jspecify.annotations.Nullable;

/**
 * What a tool came to after its time. It waits until it is recorded that the time was up, so that the truth is what is
 * written last. Thread-safe.
 */
final class LateResult {

    private boolean told;
    private @Nullable ToolResult result;
    private volatile @Nullable GuardTimeoutException timeout;

    /** With that exception the caller is told that the time is up. */
    GuardTimeoutException with(GuardTimeoutException exception) {
        timeout = exception;
        return exception;
    }

    boolean isBehind(Throwable failure) {
        return failure == timeout;
    }

    /** The tool came to that; whether it is to be recorded now. */
    synchronized boolean due(ToolResult late) {
        if (!told) {
            result = late;
        }
        return told;
    }

    /** Recorded is what the caller was told; what the tool came to before that, or null. */
    synchronized @Nullable ToolResult told() {
        told = true;
        return result;
    }
}
