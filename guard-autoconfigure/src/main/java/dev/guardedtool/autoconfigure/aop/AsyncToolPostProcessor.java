package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.ToolName;
import dev.guardedtool.engine.CallFrame;
import dev.guardedtool.engine.GuardRun;
import java.util.Arrays;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.interceptor.AsyncExecutionInterceptor;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Has guarded methods that are asynchronous notice their caller. Spring puts what hands a call over to another thread
 * before everything else, so the guard behind it is on a thread that knows neither the caller nor that the call was
 * decided on its way.
 */
final class AsyncToolPostProcessor implements BeanPostProcessor {

    private final GuardedToolAdvisor noticing;

    AsyncToolPostProcessor(CallingRuns runs) {
        this.noticing = new GuardedToolAdvisor((MethodInterceptor) invocation -> notice(runs, invocation));
    }

    /** Unordered, and so after the one that makes methods asynchronous. */
    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof Advised proxy && !proxy.isFrozen() && handsGuardedCallsOver(proxy)) {
            proxy.addAdvisor(0, noticing);
        }
        return bean;
    }

    private static boolean handsGuardedCallsOver(Advised proxy) {
        return Arrays.stream(proxy.getAdvisors())
                        .map(Advisor::getAdvice)
                        .anyMatch(AsyncExecutionInterceptor.class::isInstance)
                && Arrays.stream(proxy.getAdvisors()).anyMatch(GuardedToolAdvisor.class::isInstance);
    }

    private static @Nullable Object notice(CallingRuns runs, MethodInvocation invocation) throws Throwable {
        Object target = invocation.getThis();
        ToolName tool = target == null ? null : GuardedMethod.toolOf(invocation.getMethod(), target.getClass());
        CallFrame frame = CallFrame.current();
        GuardRun decidedIn = frame != null && tool != null && frame.consume(tool) ? frame.run() : null;
        new HandedOver(decidedIn, runs.callers().context()).with(invocation);
        return invocation.proceed();
    }
}
