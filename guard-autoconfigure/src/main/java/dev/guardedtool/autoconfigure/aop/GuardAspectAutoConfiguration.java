package dev.guardedtool.autoconfigure.aop;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardedToolDeclarations;
import dev.guardedtool.engine.Guard;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

/** Auto-configuration of the guard around annotated methods. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnClass(MethodInterceptor.class)
@ConditionalOnBean(Guard.class)
public final class GuardAspectAutoConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static GuardedToolAdvisor guardedToolAdvisor(ObjectProvider<Guard> guard) {
        return new GuardedToolAdvisor(new GuardedToolInterceptor(guard::getObject));
    }

    @Bean
    static GuardedToolDeclarations guardedToolDeclarations(ConfigurableListableBeanFactory beans) {
        return new Declarations(beans);
    }
}
