package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.autoconfigure.aop.GuardedMethods;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.method.MethodToolCallback;
import org.springframework.util.ReflectionUtils;

/** The method and the object behind a callback, which Spring AI does not give out; read from the callback's fields. */
final class CallbackMethods {

    private static final @Nullable Field METHOD = field(Method.class, null);
    private static final @Nullable Field OBJECT = field(Object.class, "toolObject");

    @Nullable
    Method method(ToolCallback callback) {
        return METHOD != null && callback instanceof MethodToolCallback
                ? (Method) ReflectionUtils.getField(METHOD, callback)
                : null;
    }

    /** Whether the method behind the callback is guarded by itself, because its bean is a proxy with the guard. */
    boolean isGuarded(ToolCallback callback) {
        Method method = method(callback);
        Object object = OBJECT != null && method != null ? ReflectionUtils.getField(OBJECT, callback) : null;
        return method != null && object != null && GuardedMethods.isGuarded(method, object);
    }

    private static @Nullable Field field(Class<?> type, @Nullable String name) {
        Field field = ReflectionUtils.findField(MethodToolCallback.class, name, type);
        if (field != null) {
            field.setAccessible(true);
        }
        return field;
    }
}
