package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.ToolName;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Tells which methods the aspect is for. */
public final class GuardedMethods {

    private GuardedMethods() {}

    /** Whether calls of that method through a proxy of that class are decided by the aspect. */
    public static boolean isGuarded(Method method, Class<?> type) {
        return GuardedMethod.of(method, type) != null;
    }

    /** The tool that the aspect takes that method of that class for, guarded there or not; null if for none. */
    public static @Nullable ToolName tool(Method method, Class<?> type) {
        return GuardedMethod.toolOf(method, type);
    }
}
