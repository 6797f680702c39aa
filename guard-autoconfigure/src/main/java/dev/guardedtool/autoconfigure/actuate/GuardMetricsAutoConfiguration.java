package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.policy.GuardPolicy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration of what the meters of an application say about the guard. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(Guard.class)
public final class GuardMetricsAutoConfiguration {

    @Bean
    @ConditionalOnBean(GuardPolicy.class)
    static RefusalMeters guardRefusalMeters(GuardPolicy policy) {
        return new RefusalMeters(policy);
    }

    @Bean
    static BudgetMeters guardBudgetMeters(Guard guard) {
        return new BudgetMeters(guard);
    }

    /** Where the library of the breakers has meters. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(TaggedCircuitBreakerMetrics.class)
    @ConditionalOnBean(Circuits.class)
    static class CircuitConfiguration {

        @Bean
        @ConditionalOnMissingBean
        CircuitMeters guardCircuitMeters(Circuits circuits, ObjectProvider<CircuitBreakerRegistry> registries) {
            CircuitBreakerRegistry registry = circuits.registry();
            return new CircuitMeters(registry == registries.getIfUnique() ? null : registry);
        }
    }
}
