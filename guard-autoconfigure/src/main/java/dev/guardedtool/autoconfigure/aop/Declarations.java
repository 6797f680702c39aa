package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.GuardedToolDeclarations;
import dev.guardedtool.autoconfigure.GuardedToolMapping;
import dev.guardedtool.policy.ToolPolicy;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.util.ClassUtils;

/** What the annotations on the application's beans say, found by their types without making a single bean. */
final class Declarations implements GuardedToolDeclarations {

    private final ConfigurableListableBeanFactory beans;

    Declarations(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public Map<ToolName, ToolPolicy> declarations() {
        Map<ToolName, ToolPolicy> declared = new LinkedHashMap<>();
        for (String name : beans.getBeanDefinitionNames()) {
            Class<?> type = beans.getType(name, false);
            if (type != null && !ClassUtils.isJavaLanguageInterface(type) && isOurs(type)) {
                Class<?> user = ClassUtils.getUserClass(type);
                MethodIntrospector.selectMethods(user, (Method method) -> GuardedMethod.of(method, user))
                        .values()
                        .forEach(method -> declared.putIfAbsent(method.tool(), policy(method)));
            }
        }
        return declared;
    }

    static ToolPolicy policy(GuardedMethod method) {
        return GuardedToolMapping.toPolicy(method.tool().value(), method.said());
    }

    private static boolean isOurs(Class<?> type) {
        return !type.getName().startsWith("org.springframework.")
                && !type.getName().startsWith("java.");
    }
}
