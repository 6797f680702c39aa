package dev.guardedtool.autoconfigure.security;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.PrincipalResolver;
import dev.guardedtool.autoconfigure.ReactivePrincipalResolver;
import dev.guardedtool.engine.Guard;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import reactor.core.publisher.Mono;

/** Auto-configuration that takes the principal of a run from Spring Security. The tenant is for a customizer to say. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnClass(SecurityContextHolder.class)
@ConditionalOnBean(Guard.class)
public final class GuardSecurityAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    PrincipalResolver guardPrincipalResolver(ObjectProvider<SecurityContextHolderStrategy> strategy) {
        return () -> Principals.of(strategy.getIfUnique(SecurityContextHolder::getContextHolderStrategy)
                .getContext()
                .getAuthentication());
    }

    /** Where there is Reactor. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Mono.class)
    static class ReactiveConfiguration {

        @Bean
        @ConditionalOnMissingBean
        ReactivePrincipalResolver guardReactivePrincipalResolver() {
            return () -> ReactiveSecurityContextHolder.getContext()
                    .mapNotNull(SecurityContext::getAuthentication)
                    .mapNotNull(Principals::of);
        }
    }
}
