package dev.guardedtool.autoconfigure.gateway;

import dev.guardedtool.autoconfigure.BudgetProperties;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardProperties;
import dev.guardedtool.budget.BudgetGateway;
import dev.guardedtool.engine.Guard;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of a client of a budget gateway. The guard asks the gateway that is a bean. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnBean(Guard.class)
@ConditionalOnProperty("guard.budget.gateway.url")
public final class GuardBudgetGatewayAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    BudgetGateway guardBudgetGateway(GuardProperties properties) {
        BudgetProperties.Gateway gateway = properties.budget().gateway();
        return GatewayClient.of(gateway);
    }
}
