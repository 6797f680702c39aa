package dev.guardedtool.autoconfigure.springai;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Tells what was woven. The weaver leaves its marks on classes: it turns an aspect into one that can be asked for its
 * instance, and moves the body of a method out of it.
 */
final class Weaving {

    private static final String ASPECT = "dev.guardedtool.autoconfigure.weaving.ToolCallbackAspect";
    private static final String JOIN_POINT = "org.aspectj.lang.ProceedingJoinPoint";
    private static final String BODY = "call_aroundBody";

    private static final ClassValue<Boolean> WOVEN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            Method call = ReflectionUtils.findMethod(type, "call", String.class, ToolContext.class);
            return call != null
                    && Arrays.stream(call.getDeclaringClass().getDeclaredMethods())
                            .anyMatch(method -> method.getName().startsWith(BODY))
                    && isActive(call.getDeclaringClass().getClassLoader());
        }
    };

    private Weaving() {}

    /** Whether the guard was woven around the method by which that callback is called. */
    static boolean isWoven(ToolCallback callback) {
        return WOVEN.get(callback.getClass());
    }

    /** Whether there is a weaver that weaves the guard into classes of that loader. */
    static boolean isActive(@Nullable ClassLoader loader) {
        return ClassUtils.isPresent(JOIN_POINT, loader)
                && ClassUtils.hasMethod(ClassUtils.resolveClassName(ASPECT, loader), "aspectOf");
    }
}
