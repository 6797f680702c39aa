package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.fault.Circuits;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of what the meters of an application say about the guard. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnClass({MeterBinder.class, TaggedCircuitBreakerMetrics.class})
@ConditionalOnBean(Circuits.class)
public final class GuardMetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    CircuitMeters guardCircuitMeters(Circuits circuits, ObjectProvider<CircuitBreakerRegistry> registries) {
        CircuitBreakerRegistry registry = circuits.registry();
        return new CircuitMeters(registry == registries.getIfUnique() ? null : registry);
    }
}
