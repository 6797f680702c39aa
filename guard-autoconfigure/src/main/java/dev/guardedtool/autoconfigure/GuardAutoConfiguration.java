package dev.guardedtool.autoconfigure;

import dev.guardedtool.GuardTexts;
import dev.guardedtool.autoconfigure.expression.SpelExpressionCompiler;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.fault.ErrorClassifiers;
import dev.guardedtool.policy.GuardPolicy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestClientResponseException;

/** Auto-configuration of the guard itself: its policy and what it is put together from. */
@AutoConfiguration
@Conditional(OnGuardEnabled.class)
@EnableConfigurationProperties(GuardProperties.class)
public final class GuardAutoConfiguration {

    @Bean
    static StrictValues guardStrictValues() {
        return new StrictValues();
    }

    @Bean
    @ConditionalOnMissingBean
    GuardPolicy guardPolicy(GuardProperties properties, ObjectProvider<GuardPolicyCustomizer> customizers) {
        GuardPolicy policy = properties.policy();
        for (GuardPolicyCustomizer customizer : customizers.orderedStream().toList()) {
            policy = customizer.customize(policy);
        }
        return policy;
    }

    @Bean
    @ConditionalOnMissingBean
    ExpressionCompiler guardExpressionCompiler() {
        return new SpelExpressionCompiler();
    }

    @Bean
    @ConditionalOnMissingBean
    GuardTexts guardTexts(MessageSource messageSource) {
        return MessageSourceTexts.of(messageSource);
    }

    @Bean
    @ConditionalOnMissingBean
    Circuits guardCircuits(
            GuardPolicy policy,
            GuardProperties properties,
            ObjectProvider<CircuitBreakerRegistry> registries,
            ExpressionCompiler expressions,
            ObjectProvider<Clock> clocks) {
        return new CircuitAssembly(properties.circuits())
                .circuits(
                        policy.faults().circuits(),
                        registries.getIfUnique(),
                        expressions,
                        clocks.getIfUnique(Clock::systemUTC));
    }

    /** Made at start even where beans are lazy, since a wrong policy must not wait for the first call to be found. */
    @Bean
    @Lazy(false)
    @ConditionalOnMissingBean
    Guard guard(GuardPolicy policy, GuardProperties properties, BeanFactory beans) {
        return new GuardAssembly(policy, beans).guard(properties.secretKey());
    }

    @Bean
    @ConditionalOnMissingBean
    Callers guardCallers(
            ObjectProvider<PrincipalResolver> resolvers,
            ObjectProvider<RunContextCustomizer> customizers,
            Environment environment) {
        return new Callers(
                SingletonSupplier.of(() -> resolvers.orderedStream().toList()),
                SingletonSupplier.of(() -> customizers.orderedStream().toList()),
                environment.getProperty("spring.application.name"));
    }

    /** Where there is a web client whose exceptions carry a status. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClientResponseException.class)
    static class WebErrorConfiguration {

        @Bean
        @ConditionalOnMissingBean
        ErrorClassifier guardErrorClassifier(GuardPolicy policy) {
            return new WebErrorClassifier(ErrorClassifiers.of(policy.faults(), policy.effects()));
        }
    }

    /** Where there is none. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.web.client.RestClientResponseException")
    static class ErrorConfiguration {

        @Bean
        @ConditionalOnMissingBean
        ErrorClassifier guardErrorClassifier(GuardPolicy policy) {
            return ErrorClassifiers.of(policy.faults(), policy.effects());
        }
    }
}
