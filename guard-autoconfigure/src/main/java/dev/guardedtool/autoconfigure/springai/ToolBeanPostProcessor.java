package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.GuardedTool;
import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.GuardedToolMapping;
import dev.guardedtool.policy.ToolPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.resolution.ToolCallbackResolver;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * Guards the beans that a tool can be called through: callbacks, alone or in lists and arrays, providers and resolvers;
 * by a subclass where the class allows it, else by a decorator where the bean is declared by its interface.
 */
final class ToolBeanPostProcessor implements BeanPostProcessor {

    private static final Logger log = LoggerFactory.getLogger(ToolBeanPostProcessor.class);

    private final ConfigurableListableBeanFactory beans;
    private final ObjectProvider<ToolGuard> guard;

    ToolBeanPostProcessor(ConfigurableListableBeanFactory beans, ObjectProvider<ToolGuard> guard) {
        this.beans = beans;
        this.guard = guard;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof ScopedObject) {
            return bean;
        }
        if (bean instanceof ToolCallback callback) {
            return Guarded.of(callback) != null ? bean : guarded(callback, beanName);
        }
        if (bean instanceof ToolCallbackProvider provider) {
            return GuardedSubclass.isGuarded(provider) ? bean : guarded(provider, beanName);
        }
        if (bean instanceof ToolCallbackResolver resolver) {
            return guarded(resolver, beanName);
        }
        if (bean instanceof List<?> list && list.stream().anyMatch(ToolCallback.class::isInstance)) {
            return guarded(list, beanName);
        }
        if (bean instanceof ToolCallback[] array) {
            boolean any = array.getClass().getComponentType() == ToolCallback.class;
            return Arrays.stream(array)
                    .map(callback -> guardedElement(callback, any))
                    .toArray(length -> Arrays.copyOf(array, length));
        }
        return bean;
    }

    /** The same list where it can be changed, since its type may be a promise. */
    @SuppressWarnings("unchecked")
    private List<?> guarded(List<?> list, String beanName) {
        boolean any = declaredOf(beanName);
        List<Object> callbacks = (List<Object>) list;
        try {
            callbacks.replaceAll(element -> guardedElement(element, any));
            return callbacks;
        } catch (UnsupportedOperationException e) {
            List<Object> copy = new ArrayList<>(callbacks);
            copy.replaceAll(element -> guardedElement(element, any));
            return copy;
        }
    }

    private @Nullable Object guardedElement(@Nullable Object element, boolean any) {
        if (!(element instanceof ToolCallback callback) || Guarded.of(callback) != null) {
            return element;
        }
        if (GuardedSubclass.possible(callback)) {
            return GuardedSubclass.of(callback, guard.getObject());
        }
        return any ? GuardedToolCallback.guard(callback, guard.getObject()) : callback;
    }

    private Object guarded(ToolCallback callback, String beanName) {
        ToolGuard tools = guard.getObject();
        declare(callback, beanName, tools);
        if (GuardedSubclass.possible(callback)) {
            return GuardedSubclass.of(callback, tools);
        }
        if (declaredAs(beanName, ToolCallback.class)) {
            return GuardedToolCallback.guard(callback, tools);
        }
        return skipped(callback, beanName);
    }

    private Object guarded(ToolCallbackProvider provider, String beanName) {
        if (GuardedSubclass.possible(provider)) {
            return GuardedSubclass.of(provider, guard.getObject());
        }
        if (declaredAs(beanName, ToolCallbackProvider.class)) {
            return (ToolCallbackProvider) () -> GuardedSubclass.all(provider.getToolCallbacks(), guard.getObject());
        }
        return skipped(provider, beanName);
    }

    private Object guarded(ToolCallbackResolver resolver, String beanName) {
        if (GuardedSubclass.possible(resolver)) {
            return GuardedSubclass.of(resolver, guard.getObject());
        }
        return declaredAs(beanName, ToolCallbackResolver.class)
                ? (ToolCallbackResolver) name -> guarded(resolver.resolve(name))
                : skipped(resolver, beanName);
    }

    private @Nullable ToolCallback guarded(@Nullable ToolCallback callback) {
        return callback == null ? null : ResolvedToolCallback.of(callback, guard.getObject());
    }

    private void declare(ToolCallback callback, String beanName, ToolGuard tools) {
        GuardedTool said =
                beans.containsBean(beanName) ? beans.findAnnotationOnBean(beanName, GuardedTool.class, false) : null;
        if (said != null) {
            String name = callback.getToolDefinition().name();
            ToolPolicy policy = GuardedToolMapping.toPolicy(name, said);
            tools.declare(known -> known.declare(ToolName.of(name), policy));
        }
    }

    private boolean declaredAs(String beanName, Class<?> type) {
        if (!beans.containsBeanDefinition(beanName)) {
            return true;
        }
        ResolvableType definition = beans.getMergedBeanDefinition(beanName).getResolvableType();
        ResolvableType made = definition.as(FactoryBean.class);
        Class<?> declared = (made.resolve() == null ? definition : made.getGeneric(0)).resolve();
        return declared == null
                || declared == Object.class
                || (declared.isInterface() && ResolvableType.forClass(declared).isAssignableFrom(type));
    }

    /** Whether the list of that name may hold any callback, as far as its declaration tells. */
    private boolean declaredOf(String beanName) {
        if (!beans.containsBeanDefinition(beanName)) {
            return true;
        }
        Class<?> element = beans.getMergedBeanDefinition(beanName)
                .getResolvableType()
                .as(Iterable.class)
                .resolveGeneric(0);
        return element == null || element == ToolCallback.class || element == Object.class;
    }

    private static Object skipped(Object bean, String beanName) {
        log.info(
                "The bean '{}' is declared by the final class {}: calls are guarded where a request offers it, not when"
                        + " it is called directly.",
                beanName,
                bean.getClass().getName());
        return bean;
    }
}
