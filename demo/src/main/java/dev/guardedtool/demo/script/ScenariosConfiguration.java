package dev.guardedtool.demo.script;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ScenariosConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Scenarios scenarios() {
        return Scenarios.builtIn();
    }
}
