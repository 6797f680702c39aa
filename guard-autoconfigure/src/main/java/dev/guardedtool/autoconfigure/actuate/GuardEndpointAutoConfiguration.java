package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.policy.GuardPolicy;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the endpoints, where there is an actuator and they are exposed. */
@AutoConfiguration(
        after = GuardCoverageAutoConfiguration.class,
        afterName = "dev.guardedtool.autoconfigure.store.GuardStoreAutoConfiguration")
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(GuardCoverage.class)
public final class GuardEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    GuardEndpoint guardEndpoint(GuardCoverage coverage, Guard guard) {
        return new GuardEndpoint(coverage, guard);
    }

    @Bean
    @ConditionalOnBean(EffectLedger.class)
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    GuardEffectsEndpoint guardEffectsEndpoint(EffectLedger ledger, GuardPolicy policy) {
        return new GuardEffectsEndpoint(ledger, policy.effects().ttl());
    }
}
