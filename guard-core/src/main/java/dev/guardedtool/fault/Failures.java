package dev.guardedtool.fault;

import dev.guardedtool.EffectExecutedException;
import dev.guardedtool.ToolResult;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an exception says about the effect of the call that threw it. */
final class Failures {

    private static final int MAX_CAUSES = 32;

    private Failures() {}

    static ToolResult resultOf(Throwable failure, String code, Set<String> safeExceptions) {
        ToolResult result = ToolResult.failed(code).withPayload(failure.getMessage());
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
            if (cause instanceof EffectExecutedException) {
                return result.withEffectExecuted(true);
            }
        }
        return isSafe(root(failure), safeExceptions) ? result.withEffectExecuted(false) : result;
    }

    static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int i = 0; i < MAX_CAUSES && root.getCause() != null; i++) {
            root = root.getCause();
        }
        return root;
    }

    private static boolean isSafe(Throwable failure, Set<String> safeExceptions) {
        for (@Nullable Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (safeExceptions.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }
}
