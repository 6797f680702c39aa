package dev.guardedtool.autoconfigure.springai;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.resolution.ToolCallbackResolver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Puts the guard around every tool calling manager that is a bean. */
final class ToolCallingManagerPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<ToolGuard> guard;
    private final ObjectProvider<ToolCallbackResolver> resolver;

    ToolCallingManagerPostProcessor(ObjectProvider<ToolGuard> guard, ObjectProvider<ToolCallbackResolver> resolver) {
        this.guard = guard;
        this.resolver = resolver;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (!(bean instanceof ToolCallingManager manager) || GuardedSubclass.isGuarded(manager)) {
            return bean;
        }
        GuardToolCallingManager guarded = new GuardToolCallingManager(manager, guard.getObject(), this::resolve);
        return GuardedSubclass.possible(manager) ? GuardedSubclass.of(manager, guarded) : guarded;
    }

    private @Nullable ToolCallback resolve(String name) {
        ToolCallbackResolver known = resolver.getIfAvailable();
        return known == null ? null : known.resolve(name);
    }
}
