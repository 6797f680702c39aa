package dev.guardedtool.autoconfigure.aop;

import java.lang.reflect.Method;
import org.aopalliance.aop.Advice;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.AbstractPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.Ordered;

/**
 * Applies the guard to every method that is a guarded tool. It stands behind method security, and before transactions: they
 * belong to the body, wherever that runs, and what came of it is known when they are over.
 */
final class GuardedToolAdvisor extends AbstractPointcutAdvisor {

    private static final long serialVersionUID = 1L;

    private static final int ORDER = Ordered.LOWEST_PRECEDENCE - 1;

    private final transient Pointcut pointcut = new StaticMethodMatcherPointcut() {
        @Override
        public boolean matches(Method method, Class<?> targetClass) {
            return GuardedMethod.of(method, targetClass) != null;
        }
    };
    private final transient Advice advice;

    GuardedToolAdvisor(Advice advice) {
        this.advice = advice;
        setOrder(ORDER);
    }

    @Override
    public Pointcut getPointcut() {
        return pointcut;
    }

    @Override
    public Advice getAdvice() {
        return advice;
    }
}
