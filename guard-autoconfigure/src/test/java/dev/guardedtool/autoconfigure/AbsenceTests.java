package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardedTool;
import dev.guardedtool.autoconfigure.actuate.GuardCoverage;
import dev.guardedtool.engine.Guard;
import io.micrometer.context.ContextRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Every library that the guard can work with may be absent. */
class AbsenceTests {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(OwnAutoConfigurations.with(AopAutoConfiguration.class))
            .withPropertyValues("guard.secret-key=0123456789abcdef", "management.endpoints.web.exposure.include=*");

    /** It looks for its accessors once, with the loader of the first who asks; one that hides them would spoil the rest. */
    @BeforeAll
    static void loadAccessorsOfThreadLocals() {
        ContextRegistry.getInstance();
    }

    @Test
    void nothingIsAbsentHere() {
        contexts.run(context -> assertThat(context)
                .hasSingleBean(Guard.class)
                .hasBean("toolGuard")
                .hasBean("guardAdvisors")
                .hasBean("guardedToolAdvisor")
                .hasBean("guardCallLimits")
                .hasBean("guardOfferedTools")
                .hasBean("guardPromptWatch")
                .hasBean("mcpGuard")
                .hasBean("guardMcpDecidedCalls")
                .hasBean("guardToolContextToMcpMetaConverter")
                .hasBean("guardPrincipalResolver")
                .hasBean("guardReactivePrincipalResolver")
                .hasBean("guardAccessDenialAdvisor")
                .hasBean("guardCoverage")
                .hasBean("guardEndpoint")
                .hasBean("guardRefusalMeters")
                .hasBean("guardBudgetMeters")
                .hasBean("guardCircuitMeters"));
    }

    @Test
    void withoutSpringAiThereIsTheGuardForJavaCalls() {
        without("org.springframework.ai")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Guard.class)
                        .hasSingleBean(GuardCoverage.class)
                        .hasBean("guardedToolAdvisor")
                        .hasBean("mcpGuard")
                        .doesNotHaveBean("toolGuard")
                        .doesNotHaveBean("guardOfferedTools")
                        .doesNotHaveBean("guardMcpDecidedCalls")
                        .doesNotHaveBean("guardCallLimits"));
    }

    @Test
    void withoutMcpOtherToolsAreGuarded() {
        without("io.modelcontextprotocol", "org.springframework.ai.mcp")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasBean("toolGuard")
                        .doesNotHaveBean("mcpGuard")
                        .doesNotHaveBean("guardToolSpecificationPostProcessor")
                        .doesNotHaveBean("guardToolContextToMcpMetaConverter"));
    }

    @Test
    void withoutSecurityNobodyTellsThePrincipal() {
        without("org.springframework.security")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Callers.class)
                        .hasBean("guardedToolAdvisor")
                        .doesNotHaveBean("guardPrincipalResolver")
                        .doesNotHaveBean("guardReactivePrincipalResolver")
                        .doesNotHaveBean("guardAccessDenialAdvisor")
                        .doesNotHaveBean("guardBodyReachedAdvisor"));
    }

    @Test
    void withoutReactorThePrincipalIsThatOfTheThread() {
        without("reactor.core")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasBean("guardPrincipalResolver")
                        .doesNotHaveBean("guardReactivePrincipalResolver"));
    }

    @Test
    void withoutObservationsNobodyLooksAtPrompts() {
        without("io.micrometer")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasBean("toolGuard")
                        .hasSingleBean(GuardCoverage.class)
                        .doesNotHaveBean("guardOfferedTools")
                        .doesNotHaveBean("guardPromptWatch")
                        .doesNotHaveBean("guardRefusalMeters")
                        .doesNotHaveBean("guardBudgetMeters")
                        .doesNotHaveBean("guardCircuitMeters"));
    }

    @Test
    void withoutMetersOfBreakersTheGuardHasItsOwn() {
        without("io.github.resilience4j.micrometer")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasBean("guardRefusalMeters")
                        .hasBean("guardBudgetMeters")
                        .doesNotHaveBean("guardCircuitMeters"));
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

    private ApplicationContextRunner without(String... packages) {
        return contexts.withClassLoader(new FilteredClassLoader(packages));
    }
}
