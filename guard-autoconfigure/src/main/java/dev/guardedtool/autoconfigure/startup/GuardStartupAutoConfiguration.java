package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardProperties;
import dev.guardedtool.autoconfigure.springai.CallbackBeans;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.Tariff;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Auto-configuration of what is checked at start. */
@AutoConfiguration(
        after = GuardAutoConfiguration.class,
        afterName = {
            "dev.guardedtool.autoconfigure.aop.GuardAspectAutoConfiguration",
            "dev.guardedtool.autoconfigure.springai.GuardSpringAiAutoConfiguration"
        })
@ConditionalOnBean(Guard.class)
public final class GuardStartupAutoConfiguration {

    @Bean
    static StartupInspection guardStartupInspection(Environment environment, ConfigurableListableBeanFactory beans) {
        return new StartupInspection(environment, beans);
    }

    @Bean
    UnknownNames guardUnknownNames(GuardProperties properties, ConfigurableListableBeanFactory beans) {
        return new UnknownNames(
                properties.tools(), () -> CallbackBeans.in(beans).names());
    }

    @Bean
    CircuitNames guardCircuitNames(
            GuardPolicy policy,
            Guard guard,
            GuardProperties properties,
            ObjectProvider<CircuitBreakerRegistry> registries,
            ConfigurableListableBeanFactory beans) {
        CircuitBreakerRegistry registry = registries.getIfUnique();
        return new CircuitNames(
                policy.faults().circuits(),
                guard,
                properties.tools().keySet(),
                () -> CallbackBeans.in(beans).names(),
                circuit -> registry != null && registry.find(circuit).isPresent());
    }

    @Bean
    UnwatchedPrompts guardUnwatchedPrompts(ConfigurableListableBeanFactory beans) {
        return new UnwatchedPrompts(() -> CallbackBeans.in(beans).offers());
    }

    @Bean
    UnknownArguments guardUnknownArguments(
            Guard guard, ExpressionCompiler expressions, ConfigurableListableBeanFactory beans) {
        return new UnknownArguments(guard, expressions, () -> CallbackBeans.in(beans));
    }

    /** Where there are models to ask. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ChatModel.class)
    static class PriceConfiguration {

        @Bean
        UnknownPrices guardUnknownPrices(
                GuardPolicy policy,
                ObjectProvider<Tariff> tariff,
                ObjectProvider<Clock> clock,
                ObjectProvider<ChatModel> models) {
            BudgetPolicy budget = policy.budget();
            Tariff listed = budget.prices();
            Tariff said = tariff.getIfAvailable();
            return new UnknownPrices(
                    budget,
                    said == null ? listed : said.or(listed),
                    clock.getIfUnique(Clock::systemUTC),
                    models::stream);
        }
    }

    /** Where Spring AI has limits of its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.ai.model.tool.ToolCallLimitExceededException")
    static class CallLimitConfiguration {

        @Bean
        CallLimits guardCallLimits(Guard guard, GuardProperties properties, Environment environment) {
            return new CallLimits(guard, properties.tools().keySet(), environment);
        }
    }
}
