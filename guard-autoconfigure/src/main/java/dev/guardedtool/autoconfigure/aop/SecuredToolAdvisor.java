package dev.guardedtool.autoconfigure.aop;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Set;
import org.aopalliance.aop.Advice;
import org.springframework.aop.Pointcut;
import org.springframework.aop.support.AbstractPointcutAdvisor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/** Stands before or behind method security, on tools that it secures. Other methods get no proxy because of it. */
final class SecuredToolAdvisor extends AbstractPointcutAdvisor {

    private static final long serialVersionUID = 1L;

    private static final Set<String> SECURING = Set.of(
            "org.springframework.security.access.prepost.PreAuthorize",
            "org.springframework.security.access.prepost.PostAuthorize",
            "org.springframework.security.access.prepost.PreFilter",
            "org.springframework.security.access.prepost.PostFilter",
            "org.springframework.security.access.annotation.Secured",
            "jakarta.annotation.security.RolesAllowed",
            "jakarta.annotation.security.DenyAll",
            "jakarta.annotation.security.PermitAll");

    private final transient Pointcut pointcut = new StaticMethodMatcherPointcut() {
        @Override
        public boolean matches(Method method, Class<?> targetClass) {
            Method specific = AopUtils.getMostSpecificMethod(method, targetClass);
            return (secured(specific) || secured(targetClass)) && GuardedMethod.toolOf(method, targetClass) != null;
        }
    };
    private final transient Advice advice;

    private SecuredToolAdvisor(Advice advice, int order) {
        this.advice = advice;
        setOrder(order);
    }

    static SecuredToolAdvisor outermost(Advice advice) {
        return new SecuredToolAdvisor(advice, Ordered.HIGHEST_PRECEDENCE);
    }

    static SecuredToolAdvisor innermost(Advice advice) {
        return new SecuredToolAdvisor(advice, Ordered.LOWEST_PRECEDENCE);
    }

    private static boolean secured(AnnotatedElement element) {
        return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream()
                .anyMatch(annotation -> SECURING.contains(annotation.getType().getName()));
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
