package dev.guardedtool.autoconfigure.startup;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.util.ClassUtils;

/**
 * A bean with methods that are tools.
 *
 * @param name the bean's name
 * @param type the class as it was written
 * @param methods its tools
 */
public record ToolBean(String name, Class<?> type, List<ToolMethod> methods) {

    /** The beans of an application that have tools, found by their types without making a single bean. */
    public static List<ToolBean> in(ConfigurableListableBeanFactory beans) {
        List<ToolBean> found = new ArrayList<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = type(beans, name);
            if (type != null && isOfTheApplication(type)) {
                List<ToolMethod> methods = methods(type);
                if (!methods.isEmpty()) {
                    found.add(new ToolBean(name, type, methods));
                }
            }
        }
        return found;
    }

    /** Whether the guard stands around any of its methods, and so a proxy in front of the bean. */
    public boolean isGuarded() {
        return methods.stream().anyMatch(ToolMethod::guarded);
    }

    private static List<ToolMethod> methods(Class<?> type) {
        return List.copyOf(MethodIntrospector.selectMethods(type, (Method method) -> ToolMethod.of(method, type))
                .values());
    }

    private static @Nullable Class<?> type(ConfigurableListableBeanFactory beans, String name) {
        Object proxied =
                beans.getMergedBeanDefinition(name).getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE);
        Class<?> type = proxied instanceof Class<?> target ? target : beans.getType(name, false);
        return type == null ? null : ClassUtils.getUserClass(type);
    }

    private static boolean isOfTheApplication(Class<?> type) {
        return !type.getName().startsWith("org.springframework.")
                && !type.getName().startsWith("java.");
    }
}
