package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardedTool;
import dev.guardedtool.autoconfigure.actuate.GuardCoverage;
import dev.guardedtool.engine.Guard;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

/** Every library that the guard can work with may be absent. */
class AbsenceTests {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class))
            .withConfiguration(AutoConfigurations.of(
                    ImportCandidates.load(AutoConfiguration.class, AbsenceTests.class.getClassLoader())
                            .getCandidates()
                            .stream()
                            .filter(name -> name.startsWith("dev.guardedtool."))
                            .map(name -> ClassUtils.resolveClassName(name, null))
                            .toArray(Class<?>[]::new)))
            .withPropertyValues("guard.secret-key=0123456789abcdef", "management.endpoints.web.exposure.include=*");

    @Test
    void nothingIsAbsentHere() {
        contexts.run(context -> assertThat(context)
                .hasSingleBean(Guard.class)
                .hasBean("toolGuard")
                .hasBean("guardAdvisors")
                .hasBean("guardedToolAdvisor")
                .hasBean("guardCallLimits")
                .hasBean("guardEndpoint"));
    }

    @Test
    void withoutSpringAiThereIsTheGuardForJavaCalls() {
        without("org.springframework.ai")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Guard.class)
                        .hasSingleBean(GuardCoverage.class)
                        .hasBean("guardedToolAdvisor")
                        .doesNotHaveBean("toolGuard")
                        .doesNotHaveBean("guardCallLimits"));
    }

    @Test
    void withoutAChatClientManagersAndCallbacksAreGuarded() {
        without("org.springframework.ai.chat.client")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasBean("toolGuard")
                        .doesNotHaveBean("guardAdvisors")
                        .doesNotHaveBean("guardChatClientBuilderCustomizer"));
    }

    @Test
    void withoutAWebClientTheGuardIsThere() {
        without("org.springframework.web")
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(Guard.class));
    }

    @Test
    void withoutAnActuatorThereIsNoEndpoint() {
        without("org.springframework.boot.actuate")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(GuardCoverage.class)
                        .doesNotHaveBean("guardEndpoint"));
    }

    @Test
    void withoutAspectJMethodsAreGuardedAllTheSame() {
        without("org.aspectj")
                .withBean(Tools.class)
                .run(context -> assertThat(AopUtils.isAopProxy(context.getBean(Tools.class)))
                        .isTrue());
    }

    @Test
    void withoutInterceptorsThereIsNoAdvisor() {
        without("org.aopalliance.intercept").run(context -> assertThat(context).doesNotHaveBean("guardedToolAdvisor"));
    }

    public static class Tools {

        @GuardedTool
        public void tool() {}
    }

    private ApplicationContextRunner without(String packageName) {
        return contexts.withClassLoader(new FilteredClassLoader(packageName));
    }
}
