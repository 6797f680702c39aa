package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.GuardDeniedException;
import dev.guardedtool.GuardedTool;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.model.chat.client.autoconfigure.ChatClientAutoConfiguration;
import org.springframework.ai.model.tool.DefaultToolCallingManager;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.autoconfigure.ToolCallingAutoConfiguration;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code guard.enabled=false} leaves nothing of the guard in an application. */
class RemovalTests {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(OwnAutoConfigurations.with(
                    AopAutoConfiguration.class, ToolCallingAutoConfiguration.class, ChatClientAutoConfiguration.class))
            .withUserConfiguration(Application.class)
            .withPropertyValues("guard.secret-key=0123456789abcdef", "management.endpoints.web.exposure.include=*");

    @Test
    void noBeanOfTheGuardIsLeft() {
        contexts.withPropertyValues("guard.enabled=false").run(context -> {
            List<String> left = context.getBeansOfType(Object.class, false, false).entrySet().stream()
                    .filter(bean -> bean.getValue().getClass().getName().startsWith("dev.guardedtool.")
                            && !bean.getValue().getClass().getName().contains(RemovalTests.class.getSimpleName()))
                    .map(bean -> bean.getKey())
                    .toList();

            assertThat(left).isEmpty();
        });
    }

    @Test
    void noPostProcessorOfTheGuardIsLeft() {
        contexts.withPropertyValues("guard.enabled=false")
                .run(context -> assertThat(
                                ((DefaultListableBeanFactory) context.getBeanFactory()).getBeanPostProcessors())
                        .isNotEmpty()
                        .noneMatch(processor -> processor.getClass().getName().startsWith("dev.guardedtool.")));
    }

    @Test
    void beansAreOfTheirOwnClassesAgain() {
        contexts.withPropertyValues("guard.enabled=false").run(context -> {
            assertThat(context.getBean("tools")).hasSameClassAs(new Tools());
            assertThat(context.getBean("callback").getClass()).isEqualTo(FunctionToolCallback.class);
            assertThat(context.getBean(ToolCallingManager.class)).isInstanceOf(DefaultToolCallingManager.class);
            assertThat(context.getBean(Tools.class).denied()).isEqualTo("ran");
        });
    }

    @Test
    void withTheGuardNoneOfThisIsSo() {
        contexts.withPropertyValues("guard.tools.denied.access=deny").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean("tools").getClass()).isNotEqualTo(Tools.class);
            assertThat(context.getBean("callback").getClass()).isNotEqualTo(FunctionToolCallback.class);
            assertThat(context.getBean(ToolCallingManager.class)).isNotInstanceOf(DefaultToolCallingManager.class);
            assertThatExceptionOfType(GuardDeniedException.class)
                    .isThrownBy(() -> context.getBean(Tools.class).denied());
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        Tools tools() {
            return new Tools();
        }

        @Bean
        FunctionToolCallback<String, String> callback() {
            return FunctionToolCallback.builder("function", (String input) -> input)
                    .description("a function")
                    .inputType(String.class)
                    .build();
        }
    }

    public static class Tools {

        @Tool(description = "is denied")
        @GuardedTool
        public String denied() {
            return "ran";
        }
    }
}
