package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.autoconfigure.Callers;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardProperties;
import dev.guardedtool.autoconfigure.ReactivePrincipalResolver;
import dev.guardedtool.engine.Guard;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientBuilderCustomizer;
import org.springframework.ai.chat.client.advisor.api.Advisor;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.tool.resolution.ToolCallbackResolver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.function.SingletonSupplier;

/** Auto-configuration that puts the guard before the tools of Spring AI. */
@AutoConfiguration(
        after = GuardAutoConfiguration.class,
        afterName = "org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration",
        beforeName = "org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration")
@ConditionalOnClass(ToolCallingManager.class)
@ConditionalOnBean(Guard.class)
public final class GuardSpringAiAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ToolGuard toolGuard(
            ObjectProvider<Guard> guard,
            GuardProperties properties,
            Callers callers,
            ObjectProvider<DecidedCalls> decidedCalls) {
        return new ToolGuard(
                SingletonSupplier.of(guard::getObject),
                new Answers(properties.texts().isJson()),
                new CallbackDeclarations(new CallbackMethods()),
                callers,
                decidedCalls.getIfUnique(() -> context -> null));
    }

    @Bean
    @ConditionalOnMissingBean
    GuardedCallbacks guardedCallbacks(ToolGuard guard) {
        return new GuardedCallbacks(guard);
    }

    @Bean
    @Lazy(false)
    WovenCalls guardWovenCalls(ToolGuard guard) {
        return WovenCalls.start(guard);
    }

    @Bean
    static ToolCallingManagerPostProcessor guardToolCallingManagerPostProcessor(
            ObjectProvider<ToolGuard> guard, ObjectProvider<ToolCallbackResolver> resolver) {
        return new ToolCallingManagerPostProcessor(guard, resolver);
    }

    @Bean
    static ToolBeanPostProcessor guardToolBeanPostProcessor(
            ConfigurableListableBeanFactory beans, ObjectProvider<ToolGuard> guard) {
        return new ToolBeanPostProcessor(beans, guard);
    }

    /** What looks for tools that nothing would guard, where models report their prompts. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({ObservationRegistry.class, ChatModelObservationContext.class})
    @Conditional(OnUnguardedTools.class)
    static class PromptConfiguration {

        @Bean
        OfferedTools guardOfferedTools(GuardProperties properties) {
            return new OfferedTools(properties.unguardedTools(), new CallbackMethods());
        }

        @Bean
        static PromptWatch guardPromptWatch(ObjectProvider<OfferedTools> tools) {
            return new PromptWatch(SingletonSupplier.of(tools::getObject));
        }
    }

    /** The advisors of a chat client. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ChatClient.class)
    static class ChatClientConfiguration {

        @Bean
        GuardAdvisors guardAdvisors(
                ToolGuard guard, Callers callers, ObjectProvider<ReactivePrincipalResolver> reactive) {
            TurnContexts contexts = new TurnContexts(callers, reactive.getIfAvailable());
            List<Advisor> advisors = new ArrayList<>(TurnAdvisor.of(guard, contexts));
            advisors.add(new RoundAdvisor());
            return new GuardAdvisors(advisors, () -> Caller.taken(callers));
        }

        @Bean
        ChatClientBuilderCustomizer guardChatClientBuilderCustomizer(GuardAdvisors advisors) {
            return advisors::addTo;
        }

        @Bean
        static ChatClientPostProcessor guardChatClientPostProcessor(ObjectProvider<GuardAdvisors> advisors) {
            return new ChatClientPostProcessor(advisors);
        }
    }
}
