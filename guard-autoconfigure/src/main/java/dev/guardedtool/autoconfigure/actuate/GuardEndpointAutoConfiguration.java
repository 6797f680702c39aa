package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.engine.Guard;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the endpoint, where there is an actuator and the endpoint is exposed. */
@AutoConfiguration(after = GuardCoverageAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(GuardCoverage.class)
public final class GuardEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    GuardEndpoint guardEndpoint(GuardCoverage coverage, Guard guard) {
        return new GuardEndpoint(coverage, guard);
    }
}
