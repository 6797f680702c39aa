package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.GuardedTool;
import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.GuardedToolMapping;
import dev.guardedtool.autoconfigure.aop.GuardedMethods;
import dev.guardedtool.autoconfigure.aop.ReferenceParameter;
import dev.guardedtool.policy.ToolPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * What the annotations of the methods behind callbacks say. Where the method of a callback cannot be told, only the
 * policy speaks.
 */
final class CallbackDeclarations {

    private static final int MAX_KEPT = 10_000;

    private final CallbackMethods methods;
    private final Map<CallbackMethods.Target, Said> said = new ConcurrentHashMap<>();
    private final Map<ToolName, ToolName> renamed = new ConcurrentHashMap<>();

    CallbackDeclarations(CallbackMethods methods) {
        this.methods = methods;
    }

    /** The tool behind that callback. What is said of it is told to the guard when it is met for the first time. */
    ToolIdentity identify(ToolCallback callback, ToolGuard guard) {
        ToolName name = ToolNames.of(callback.getToolDefinition());
        CallbackMethods.Target target = methods.target(callback);
        if (target == null) {
            return ToolIdentity.of(name);
        }
        open(target.method());
        Said known = said.get(target);
        if (known == null) {
            known = Said.of(target);
            if (said.size() < MAX_KEPT && said.putIfAbsent(target, known) == null) {
                declare(known, name, guard);
            }
        }
        ToolName tool = known.name() == null ? name : known.name();
        return new ToolIdentity(
                tool, name, known.body() == null ? tool : known.body(), target.isToolSearch(), known.reference());
    }

    /** The guard's name for the callback that goes by that name. */
    ToolName nameOf(ToolName callback) {
        return renamed.getOrDefault(callback, callback);
    }

    private void declare(Said known, ToolName callback, ToolGuard guard) {
        if (known.annotation() == null) {
            return;
        }
        ToolName tool = known.name() == null ? callback : known.name();
        if (!tool.equals(callback)) {
            renamed.put(callback, tool);
        }
        ToolPolicy policy = GuardedToolMapping.toPolicy(tool.value(), known.annotation());
        guard.declare(guarding -> guarding.declare(tool, policy));
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

    /**
     * What a method says.
     *
     * @param annotation the annotation on it or on its class, or null
     * @param name the name that the annotation gives, or null to go by that of the callback
     * @param body the tool that the aspect takes the method for, or null if for none
     * @param reference the argument that is told the name of the effect, or null if it has none
     */
    private record Said(
            @Nullable GuardedTool annotation,
            @Nullable ToolName name,
            @Nullable ToolName body,
            @Nullable ReferenceArgument reference) {

        static Said of(CallbackMethods.Target target) {
            GuardedTool annotation = AnnotatedElementUtils.findMergedAnnotation(target.method(), GuardedTool.class);
            if (annotation == null) {
                annotation = AnnotatedElementUtils.findMergedAnnotation(target.type(), GuardedTool.class);
            }
            String name = annotation == null ? "" : annotation.name();
            return new Said(
                    annotation,
                    name.isBlank() ? null : ToolName.of(name),
                    GuardedMethods.tool(target.method(), target.type()),
                    reference(target));
        }

        private static @Nullable ReferenceArgument reference(CallbackMethods.Target target) {
            String name = ReferenceParameter.name(AopUtils.getMostSpecificMethod(target.method(), target.type()));
            return name == null ? null : new ReferenceArgument(name);
        }
    }
}
