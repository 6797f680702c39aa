package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.UnguardedTools;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.ai.util.json.schema.JsonSchemaGenerator;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * What an application has of Spring AI that tools can be called through.
 *
 * @param tools the tools behind callbacks and local providers
 * @param unread beans whose tools are not known, since asking would make a bean or call another process
 * @param passing names of managers and chat clients that the guard does not stand in front of
 * @param loopGuarded whether there is a manager or a chat client builder with the guard
 * @param offers what models were offered
 */
public record CallbackBeans(
        List<Tool> tools, List<Unread> unread, List<String> passing, boolean loopGuarded, Offers offers) {

    /**
     * One tool.
     *
     * @param bean the callback, the provider, or the list or array of callbacks
     * @param name the tool's name
     * @param guarded whether a direct call of the callback passes the guard
     * @param woven whether the guard is woven into its class
     * @param schema the JSON schema of its arguments
     */
    public record Tool(String bean, ToolName name, boolean guarded, boolean woven, String schema) {}

    /**
     * A bean with tools that are not known.
     *
     * @param bean the bean's name
     * @param remote whether another process has the tools; otherwise the bean is not made yet
     * @param guarded whether the guard stands in front of what it will provide
     */
    public record Unread(String bean, boolean remote, boolean guarded) {}

    /**
     * What models were offered without the guard.
     *
     * @param handling what happens then
     * @param watched whether there is a registry that models can report their prompts to
     * @param woven whether the guard is woven into Spring AI's callbacks, so that nothing has to be watched
     * @param tools the names of the tools that were seen so far
     */
    public record Offers(UnguardedTools handling, boolean watched, boolean woven, Set<String> tools) {

        static final Offers NONE = new Offers(UnguardedTools.IGNORE, false, false, Set.of());
    }

    /** Those of an application; nothing without Spring AI. Makes no bean and calls no other process. */
    public static CallbackBeans in(ConfigurableListableBeanFactory beans) {
        boolean here = ClassUtils.isPresent("org.springframework.ai.tool.ToolCallback", beans.getBeanClassLoader());
        return here
                ? new CallbackInventory(beans).take()
                : new CallbackBeans(List.of(), List.of(), List.of(), false, Offers.NONE);
    }

    /**
     * The JSON schema by which Spring AI offers that method to a model; empty without Spring AI, or where the method cannot
     * be described.
     */
    public static Optional<String> schema(Method method) {
        ClassLoader loader = method.getDeclaringClass().getClassLoader();
        return ClassUtils.isPresent("org.springframework.ai.util.json.schema.JsonSchemaGenerator", loader)
                ? MethodSchemas.of(method)
                : Optional.empty();
    }

    /** Apart, so that the classes of Spring AI need not be there. */
    private static final class MethodSchemas {

        static Optional<String> of(Method method) {
            try {
                return Optional.of(JsonSchemaGenerator.generateForMethodInput(method));
            } catch (RuntimeException e) {
                return Optional.empty();
            }
        }
    }

    /** The names of the tools that are known. */
    public List<ToolName> names() {
        return tools.stream().map(Tool::name).toList();
    }
}
