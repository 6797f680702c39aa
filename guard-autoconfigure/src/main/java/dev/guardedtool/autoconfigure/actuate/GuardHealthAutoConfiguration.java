package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.fault.Circuits;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of what the health of an application says about the guard. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Circuits.class)
public final class GuardHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnEnabledHealthIndicator("guard-circuits")
    CircuitsHealthIndicator guardCircuitsHealthIndicator(Circuits circuits) {
        return new CircuitsHealthIndicator(circuits);
    }
}
