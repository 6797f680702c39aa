package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.autoconfigure.aop.GuardedMethods;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.method.MethodToolCallback;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/** The method and the object behind a callback, which Spring AI does not give out; read from the callback's fields. */
final class CallbackMethods {

    private static final @Nullable Field METHOD = field(Method.class, null);
    private static final @Nullable Field OBJECT = field(Object.class, "toolObject");

    /** The method behind that callback, and the class of the object that it is called on; null if they cannot be told. */
    @Nullable
    Target target(ToolCallback callback) {
        Method method = method(callback);
        if (method == null) {
            return null;
        }
        Object object = object(callback);
        return new Target(method, object == null ? method.getDeclaringClass() : AopUtils.getTargetClass(object));
    }

    /** Whether the method behind the callback is guarded by itself, because its bean is a proxy with the guard. */
    boolean isGuarded(ToolCallback callback) {
        Method method = method(callback);
        Object object = method == null ? null : object(callback);
        return method != null && object != null && GuardedMethods.isGuarded(method, object);
    }

    private static @Nullable Method method(ToolCallback callback) {
        return METHOD != null && callback instanceof MethodToolCallback
                ? (Method) ReflectionUtils.getField(METHOD, callback)
                : null;
    }

    private static @Nullable Object object(ToolCallback callback) {
        return OBJECT == null ? null : ReflectionUtils.getField(OBJECT, callback);
    }

    private static @Nullable Field field(Class<?> type, @Nullable String name) {
        Field field = ReflectionUtils.findField(MethodToolCallback.class, name, type);
        if (field != null) {
            field.setAccessible(true);
        }
        return field;
    }

    /** A method and the class of the object that it is called on. */
    record Target(Method method, Class<?> type) {

        private static final String TOOL_SEARCH = "org.springframework.ai.tool.toolsearch.ToolSearchTool";

        /** Whether it is Spring AI's own tool that searches for tools, of which a model may then be offered some. */
        boolean isToolSearch() {
            return type.getName().equals(TOOL_SEARCH);
        }
    }
}
