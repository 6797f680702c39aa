package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.GuardedTool;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.type.MethodMetadata;
import org.springframework.util.ClassUtils;

/** Finds annotations on methods that make beans other than callbacks: nobody reads them, so what they say does not hold. */
final class AnnotatedBeanMethods implements StartupCheck {

    private static final String CALLBACK = "org.springframework.ai.tool.ToolCallback";

    private final ConfigurableListableBeanFactory beans;

    AnnotatedBeanMethods(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public List<Finding> findings(List<ToolBean> tools) {
        return Arrays.stream(beans.getBeanDefinitionNames())
                .filter(name -> isAnnotated(name) && !isCallback(beans.getType(name, false)))
                .map(name -> Finding.fatal(
                        "The method that makes the bean '" + name + "' carries @GuardedTool, but what it makes is no"
                                + " ToolCallback.",
                        "Put the annotation on the methods of the bean that are tools."))
                .toList();
    }

    private boolean isAnnotated(String name) {
        MethodMetadata method = beans.getBeanDefinition(name) instanceof AnnotatedBeanDefinition definition
                ? definition.getFactoryMethodMetadata()
                : null;
        return method != null && method.isAnnotated(GuardedTool.class.getName());
    }

    private static boolean isCallback(@Nullable Class<?> type) {
        return type == null
                || ClassUtils.getAllInterfacesForClassAsSet(type).stream()
                        .anyMatch(each -> each.getName().equals(CALLBACK));
    }
}
