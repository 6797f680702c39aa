package dev.guardedtool.autoconfigure.execution;

import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.execution.ContextCarrier;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.ai.model.tool.internal.ToolCallReactiveContextHolder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import reactor.util.context.ContextView;

/** Auto-configuration of what tools find on threads of their own. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnBean(Guard.class)
public final class GuardExecutionAutoConfiguration {

    @Bean
    static ContextCarrier guardLocaleCarrier() {
        return new LocaleCarrier();
    }

    /** Where somebody can be signed in. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SecurityContextHolder.class)
    static class SecurityConfiguration {

        @Bean
        static ContextCarrier guardSecurityCarrier() {
            return new SecurityCarrier();
        }
    }

    /** Where there is a web. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RequestContextHolder.class)
    static class WebConfiguration {

        @Bean
        static ContextCarrier guardRequestCarrier() {
            return new RequestCarrier();
        }
    }

    /** Where others say what is to go along between threads. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ContextSnapshotFactory.class)
    static class SnapshotConfiguration {

        @Bean
        static ContextCarrier guardSnapshotCarrier() {
            return new SnapshotCarrier();
        }
    }

    /** Where tools are called within streams. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ToolCallReactiveContextHolder.class, ContextView.class})
    static class StreamConfiguration {

        @Bean
        static ContextCarrier guardStreamCarrier() {
            return new StreamCarrier();
        }
    }

    /** Where there are metrics. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class MetricsConfiguration {

        @Bean
        MeterBinder guardExecutionMetrics(Guard guard) {
            return new ExecutionMetrics(guard);
        }
    }
}
