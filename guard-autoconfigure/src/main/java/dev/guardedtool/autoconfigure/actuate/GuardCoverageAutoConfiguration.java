package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.engine.Guard;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the coverage report. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnBean(Guard.class)
public final class GuardCoverageAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    GuardCoverage guardCoverage(Guard guard, ConfigurableListableBeanFactory beans) {
        return new GuardCoverage(guard, beans);
    }
}
