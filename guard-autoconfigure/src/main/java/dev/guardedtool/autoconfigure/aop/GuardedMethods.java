package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.ToolName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;

/** Tells which methods the aspect is for. */
public final class GuardedMethods {

    private static final int UNREACHED = Modifier.PRIVATE | Modifier.FINAL | Modifier.STATIC;

    private GuardedMethods() {}

    /** Whether calls of that method on that object are decided by the aspect. */
    public static boolean isGuarded(Method method, Object object) {
        Class<?> type = AopUtils.getTargetClass(object);
        return object instanceof Advised proxy
                && Arrays.stream(proxy.getAdvisors()).anyMatch(GuardedToolAdvisor.class::isInstance)
                && (AopUtils.getMostSpecificMethod(method, type).getModifiers() & UNREACHED) == 0
                && GuardedMethod.of(method, type) != null;
    }

    /** The tool that the aspect takes that method of that class for, guarded there or not; null if for none. */
    public static @Nullable ToolName tool(Method method, Class<?> type) {
        return GuardedMethod.toolOf(method, type);
    }
}
