package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.GuardedTool;
import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.GuardedToolMapping;
import dev.guardedtool.policy.ToolPolicy;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.method.MethodToolCallback;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What the annotations of plain objects say. Spring AI does not give out the method behind a callback, so it is read
 * from the callback's field; where that fails, only the policy speaks.
 */
final class CallbackDeclarations {

    private static final int MAX_KEPT = 10_000;

    private static final @Nullable Field METHOD = method();

    private final Map<Method, Boolean> seen = new ConcurrentHashMap<>();

    void declare(ToolCallback callback, ToolGuard guard) {
        Method method = callback instanceof MethodToolCallback ? methodOf(callback) : null;
        if (method != null) {
            open(method);
        }
        if (method == null || seen.size() >= MAX_KEPT || seen.putIfAbsent(method, true) != null) {
            return;
        }
        GuardedTool said = AnnotatedElementUtils.findMergedAnnotation(method, GuardedTool.class);
        if (said == null) {
            said = AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), GuardedTool.class);
        }
        if (said != null) {
            String name = callback.getToolDefinition().name();
            ToolPolicy policy = GuardedToolMapping.toPolicy(name, said);
            guard.declare(known -> known.declare(ToolName.of(name), policy));
        }
    }

    /**
     * A proxy is public even where its class is not, which misleads Spring AI into calling the method of the hidden
     * class as it is.
     */
    private static void open(Method method) {
        if (!Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
            method.trySetAccessible();
        }
    }

    private static @Nullable Method methodOf(ToolCallback callback) {
        return METHOD == null ? null : (Method) ReflectionUtils.getField(METHOD, callback);
    }

    private static @Nullable Field method() {
        Field field = ReflectionUtils.findField(MethodToolCallback.class, null, Method.class);
        if (field != null) {
            field.setAccessible(true);
        }
        return field;
    }
}
