package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.GuardedTool;
import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.aop.GuardedMethods;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The methods with {@code @McpTool}. Spring AI does not give out the method behind a handler, so it is read from the
 * handler's field; where that fails, only the policy speaks, and the aspect decides on its own.
 */
final class HandlerMethods {

    private static final String HANDLERS = "org.springframework.ai.mcp.annotation.";

    private HandlerMethods() {}

    static @Nullable Method of(Object handler) {
        if (!handler.getClass().getName().startsWith(HANDLERS)) {
            return null;
        }
        Field field = ReflectionUtils.findField(handler.getClass(), null, Method.class);
        return field != null && open(field) ? (Method) ReflectionUtils.getField(field, handler) : null;
    }

    /** What the annotation next to {@code @McpTool} says, or that of the class; null if there is none. */
    static @Nullable GuardedTool said(Method method) {
        GuardedTool said = AnnotatedElementUtils.findMergedAnnotation(method, GuardedTool.class);
        return said != null ? said : AnnotatedElementUtils.findMergedAnnotation(type(method), GuardedTool.class);
    }

    /** The tool that the aspect takes the method for; null if for none. */
    static @Nullable ToolName body(Method method) {
        return GuardedMethods.tool(method, type(method));
    }

    private static Class<?> type(Method method) {
        return ClassUtils.getUserClass(method.getDeclaringClass());
    }

    private static boolean open(Field field) {
        try {
            return field.trySetAccessible();
        } catch (InaccessibleObjectException | SecurityException e) {
            return false;
        }
    }
}
