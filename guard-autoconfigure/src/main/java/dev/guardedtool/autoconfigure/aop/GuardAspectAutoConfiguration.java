package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.autoconfigure.Callers;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardedToolDeclarations;
import dev.guardedtool.autoconfigure.ReactivePrincipalResolver;
import dev.guardedtool.engine.Guard;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.security.access.AccessDeniedException;

/** Auto-configuration of the guard around annotated methods. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnClass(MethodInterceptor.class)
@ConditionalOnBean(Guard.class)
public final class GuardAspectAutoConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static GuardedToolAdvisor guardedToolAdvisor(
            ObjectProvider<Guard> guard,
            ObjectProvider<Callers> callers,
            ObjectProvider<ReactivePrincipalResolver> reactive) {
        return new GuardedToolAdvisor(
                new GuardedToolInterceptor(new CallingRuns(guard::getObject, callers::getObject), reactive));
    }

    @Bean
    static AsyncToolPostProcessor guardAsyncToolPostProcessor(
            ObjectProvider<Guard> guard, ObjectProvider<Callers> callers) {
        return new AsyncToolPostProcessor(new CallingRuns(guard::getObject, callers::getObject));
    }

    @Bean
    static GuardedToolDeclarations guardedToolDeclarations(ConfigurableListableBeanFactory beans) {
        return new Declarations(beans);
    }

    /** Where methods can be secured. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(AccessDeniedException.class)
    static class SecurityConfiguration {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static SecuredToolAdvisor guardAccessDenialAdvisor(
                ObjectProvider<Guard> guard, ObjectProvider<Callers> callers) {
            return SecuredToolAdvisor.outermost(
                    new AccessDenials(new CallingRuns(guard::getObject, callers::getObject)));
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static SecuredToolAdvisor guardBodyReachedAdvisor() {
            return SecuredToolAdvisor.innermost(new BodyReached());
        }
    }
}
