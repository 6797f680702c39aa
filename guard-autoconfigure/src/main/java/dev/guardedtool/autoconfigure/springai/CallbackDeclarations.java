package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.GuardedTool;
import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.GuardedToolMapping;
import dev.guardedtool.policy.ToolPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** What the annotations of plain objects say. Where the method of a callback cannot be told, only the policy speaks. */
final class CallbackDeclarations {

    private static final int MAX_KEPT = 10_000;

    private final CallbackMethods methods;
    private final Map<Method, Boolean> seen = new ConcurrentHashMap<>();

    CallbackDeclarations(CallbackMethods methods) {
        this.methods = methods;
    }

    void declare(ToolCallback callback, ToolGuard guard) {
        Method method = methods.method(callback);
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
}
