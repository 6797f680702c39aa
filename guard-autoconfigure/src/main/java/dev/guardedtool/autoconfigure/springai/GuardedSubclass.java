package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Availability;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.resolution.ToolCallbackResolver;
import org.springframework.aop.framework.ProxyFactory;

/**
 * Guards callbacks, and what provides, finds and calls them, by subclasses of their own classes. Injection by a concrete type goes on
 * working, and so does Spring AI's way of telling the tools of MCP clients by their class, which keeps an application's
 * own MCP server from offering them again.
 */
final class GuardedSubclass {

    private GuardedSubclass() {}

    static boolean possible(Object bean) {
        Class<?> type = bean.getClass();
        return !Modifier.isFinal(type.getModifiers())
                && !Modifier.isPrivate(type.getModifiers())
                && !type.isHidden()
                && Arrays.stream(type.getMethods()).noneMatch(GuardedSubclass::isOutOfReach);
    }

    /** A final method runs on the subclass itself, whose fields are null. */
    private static boolean isOutOfReach(Method method) {
        return Modifier.isFinal(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && method.getDeclaringClass() != Object.class;
    }

    static ToolCallback of(ToolCallback callback, ToolGuard guard) {
        ProxyFactory factory = new ProxyFactory(callback);
        factory.setProxyTargetClass(true);
        factory.addAdvice(new CallInterceptor(GuardedExecution.of(callback, Availability.ATTACHED, guard)));
        return (ToolCallback) factory.getProxy(callback.getClass().getClassLoader());
    }

    static ToolCallbackProvider of(ToolCallbackProvider provider, ToolGuard guard) {
        ProxyFactory factory = new ProxyFactory(provider);
        factory.setProxyTargetClass(true);
        factory.addAdvice(new ProviderInterceptor(guard));
        return (ToolCallbackProvider) factory.getProxy(provider.getClass().getClassLoader());
    }

    static ToolCallingManager of(ToolCallingManager manager, GuardToolCallingManager guarded) {
        ProxyFactory factory = new ProxyFactory(manager);
        factory.setProxyTargetClass(true);
        factory.addAdvice(new ManagerInterceptor(guarded));
        return (ToolCallingManager) factory.getProxy(manager.getClass().getClassLoader());
    }

    static ToolCallbackResolver of(ToolCallbackResolver resolver, ToolGuard guard) {
        ProxyFactory factory = new ProxyFactory(resolver);
        factory.setProxyTargetClass(true);
        factory.addAdvice((MethodInterceptor) invocation -> {
            Object returned = invocation.proceed();
            return returned instanceof ToolCallback callback ? ResolvedToolCallback.of(callback, guard) : returned;
        });
        return (ToolCallbackResolver) factory.getProxy(resolver.getClass().getClassLoader());
    }

    static ToolCallback[] all(ToolCallback[] callbacks, ToolGuard guard) {
        return Arrays.stream(callbacks)
                .map(callback -> Guarded.of(callback) != null
                        ? callback
                        : possible(callback) ? of(callback, guard) : GuardedToolCallback.guard(callback, guard))
                .toArray(ToolCallback[]::new);
    }

    /** Whether the callbacks of that provider are guarded. */
    static boolean isGuarded(ToolCallbackProvider provider) {
        return Guarded.advice(provider, ProviderInterceptor.class) != null;
    }

    /** Whether the guard stands before what that manager carries out. */
    static boolean isGuarded(ToolCallingManager manager) {
        return manager instanceof GuardToolCallingManager || Guarded.advice(manager, ManagerInterceptor.class) != null;
    }

    private record ManagerInterceptor(GuardToolCallingManager guarded) implements MethodInterceptor {

        @Override
        public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
            Object[] arguments = invocation.getArguments();
            return switch (invocation.getMethod().getName()) {
                case "executeToolCalls" -> guarded.executeToolCalls((Prompt) arguments[0], (ChatResponse) arguments[1]);
                case "resolveToolDefinitions" -> guarded.resolveToolDefinitions((ToolCallingChatOptions) arguments[0]);
                default -> invocation.proceed();
            };
        }
    }

    private record ProviderInterceptor(ToolGuard guard) implements MethodInterceptor {

        @Override
        public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
            Object returned = invocation.proceed();
            return returned instanceof ToolCallback[] callbacks ? all(callbacks, guard) : returned;
        }
    }

    private record CallInterceptor(GuardedExecution execution) implements MethodInterceptor, Guarded {

        @Override
        public ToolCallback bareToolCallback() {
            return execution.bare();
        }

        @Override
        public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
            String called = invocation.getMethod().getName();
            if (called.equals("getToolDefinition")) {
                return execution.definition();
            }
            if (!called.equals("call")) {
                return invocation.proceed();
            }
            Object[] arguments = invocation.getArguments();
            return execution.call((String) arguments[0], arguments.length > 1 ? (ToolContext) arguments[1] : null);
        }
    }
}
