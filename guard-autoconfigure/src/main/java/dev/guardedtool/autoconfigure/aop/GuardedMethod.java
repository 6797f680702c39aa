package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.GuardedTool;
import dev.guardedtool.ToolName;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * A method that is a guarded tool: it carries {@link GuardedTool}, or it is a tool of a type that does. Annotations on
 * interfaces and meta-annotations count.
 *
 * @param method the method of the class itself
 * @param tool the tool's name
 * @param said what the annotation says
 */
public record GuardedMethod(Method method, ToolName tool, GuardedTool said) {

    private static final Map<String, String> TOOL_ANNOTATIONS = Map.of(
            "org.springframework.ai.tool.annotation.Tool", "name",
            "org.springframework.ai.mcp.annotation.McpTool", "name");

    /** The guarded tool behind that method of that class, or null if it is none. */
    public static @Nullable GuardedMethod of(Method method, Class<?> type) {
        Method specific = AopUtils.getMostSpecificMethod(method, type);
        String toolName = toolName(specific);
        GuardedTool said = AnnotatedElementUtils.findMergedAnnotation(specific, GuardedTool.class);
        if (said == null && toolName != null) {
            said = AnnotatedElementUtils.findMergedAnnotation(type, GuardedTool.class);
        }
        if (said == null || makesBean(specific)) {
            return null;
        }
        String name = !said.name().isBlank() ? said.name() : toolName;
        return new GuardedMethod(specific, named(name, specific), said);
    }

    /** The name of the tool behind that method of that class, guarded here or not; null if it is none. */
    static @Nullable ToolName toolOf(Method method, Class<?> type) {
        GuardedMethod guarded = of(method, type);
        if (guarded != null) {
            return guarded.tool();
        }
        Method specific = AopUtils.getMostSpecificMethod(method, type);
        String name = toolName(specific);
        return name == null ? null : named(name, specific);
    }

    private static ToolName named(@Nullable String name, Method method) {
        return ToolName.of(name == null || name.isBlank() ? method.getName() : name);
    }

    /** The name by which a model calls that method, or null if the method is no tool of a model. */
    public static @Nullable ToolName advertised(Method method) {
        String name = toolName(method);
        return name == null ? null : ToolName.of(name.isBlank() ? method.getName() : name);
    }

    /** There the annotation is about the callback that the method makes. */
    private static boolean makesBean(Method method) {
        return AnnotatedElementUtils.hasAnnotation(method, Bean.class);
    }

    /** The name that a tool annotation gives, empty for the method's own, or null if the method is no tool. */
    private static @Nullable String toolName(Method method) {
        for (MergedAnnotation<Annotation> annotation : MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)) {
            String attribute = TOOL_ANNOTATIONS.get(annotation.getType().getName());
            if (attribute != null) {
                return annotation.getString(attribute);
            }
        }
        return null;
    }
}
