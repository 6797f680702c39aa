package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.autoconfigure.actuate.CircuitMeters;
import dev.guardedtool.autoconfigure.actuate.GuardHealthAutoConfiguration;
import dev.guardedtool.autoconfigure.actuate.GuardMetricsAutoConfiguration;
import dev.guardedtool.autoconfigure.startup.GuardStartupAutoConfiguration;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.ToolPolicy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** Breakers as an application sees them: its registry, its names, its health and its meters. */
@ExtendWith(OutputCaptureExtension.class)
class CircuitsTests {

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    GuardAutoConfiguration.class,
                    GuardStartupAutoConfiguration.class,
                    GuardHealthAutoConfiguration.class,
                    GuardMetricsAutoConfiguration.class))
            .withPropertyValues(
                    "guard.secret-key=0123456789abcdef0123456789abcdef", "guard.tools.pay.circuit=payments");

    private static CircuitBreakerRegistry registry() {
        CircuitBreakerConfig once = CircuitBreakerConfig.custom()
                .slidingWindow(1, 1, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .build();
        return CircuitBreakerRegistry.of(once);
    }

    private static void fail(ApplicationContext context) {
        try (GuardRun run = context.getBean(Guard.class).open(RunContext.anonymous())) {
            run.call(ToolCall.of("pay", "{}"), arguments -> ToolResult.failed("503"));
        }
    }

    @Test
    void aBreakerOfTheApplicationIsUsedAsItIs() {
        CircuitBreakerRegistry registry = registry();
        CircuitBreaker breaker = registry.circuitBreaker("payments");

        contexts.withBean(CircuitBreakerRegistry.class, () -> registry).run(context -> {
            fail(context);

            assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        });
    }

    @Test
    void aBreakerThatTheApplicationDoesNotHaveIsPutIntoItsRegistry() {
        CircuitBreakerRegistry registry = registry();

        contexts.withBean(CircuitBreakerRegistry.class, () -> registry)
                .withPropertyValues("guard.circuits.payments.minimum-calls=3")
                .run(context -> assertThat(registry.circuitBreaker("payments")
                                .getCircuitBreakerConfig()
                                .getMinimumNumberOfCalls())
                        .isEqualTo(3));
    }

    @Test
    void settingsForABreakerThatTheApplicationHasStopIt() {
        CircuitBreakerRegistry registry = registry();
        registry.circuitBreaker("payments");

        contexts.withBean(CircuitBreakerRegistry.class, () -> registry)
                .withPropertyValues("guard.circuits.payments.minimum-calls=3")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidPolicyException.class)
                        .hasMessageStartingWith("circuits.payments sets up a breaker")
                        .hasMessageContaining("or take it out of there"));
    }

    @Test
    void whatCountsMayBeSaidForABreakerThatTheApplicationHas() {
        CircuitBreakerRegistry registry = registry();
        CircuitBreaker breaker = registry.circuitBreaker("payments");

        contexts.withBean(CircuitBreakerRegistry.class, () -> registry)
                .withPropertyValues("guard.circuits.payments.preset=infra-only")
                .run(context -> {
                    fail(context);

                    assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
                });
    }

    @Test
    void aMisspeltNameStopsTheApplicationAndIsCorrected() {
        contexts.withPropertyValues("guard.circuits.paymants.preset=strict")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(
                                "The tool 'pay' names the circuit 'payments', which guard.circuits does not have.")
                        .hasStackTraceContaining("Did you mean 'paymants'?"));
    }

    @Test
    void aNameThatTheRegistryHasIsNotMisspelt() {
        CircuitBreakerRegistry registry = registry();
        registry.circuitBreaker("payments");

        contexts.withBean(CircuitBreakerRegistry.class, () -> registry)
                .withPropertyValues("guard.circuits.search.preset=strict")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aNameNeedsNothingSaidAboutItWhereNothingIsSaidAboutAny() {
        contexts.run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void whatIsOfNoUseIsAWarning(CapturedOutput output) {
        contexts.withPropertyValues(
                        "guard.circuits.payments.fail-on=com.acme.Absent", "guard.circuits.search.preset=strict")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output)
                .contains("No tool names the circuit 'search'")
                .contains("guard.circuits.payments names the exception type 'com.acme.Absent'");
    }

    @Test
    void anExpressionThatDoesNotCompileIsFoundAtStart() {
        contexts.withPropertyValues("guard.circuits.payments.failure-when=#result..")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageStartingWith("circuits.payments.failure-when does not compile"));
    }

    @Test
    void healthNamesEachBreakerAndSaysThatOneIsOpen() {
        contexts.withPropertyValues("guard.circuits.payments.minimum-calls=1", "guard.circuits.payments.window-calls=1")
                .run(context -> {
                    HealthIndicator indicator = context.getBean("guardCircuitsHealthIndicator", HealthIndicator.class);
                    assertThat(indicator.health())
                            .isEqualTo(
                                    Health.up().withDetail("payments", "closed").build());

                    fail(context);

                    assertThat(indicator.health())
                            .isEqualTo(Health.status("CIRCUIT_OPEN")
                                    .withDetail("payments", "open")
                                    .build());
                });
    }

    @Test
    void healthCanBeSwitchedOff() {
        contexts.withPropertyValues("management.health.guard-circuits.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
    }

    @Test
    void metersOfTheLibraryAreBound() {
        contexts.withPropertyValues("guard.circuits.payments.preset=default").run(context -> {
            MeterRegistry meters = new SimpleMeterRegistry();

            context.getBean(CircuitMeters.class).bindTo(meters);

            assertThat(meters.get("resilience4j.circuitbreaker.state")
                            .tag("name", "payments")
                            .tag("state", "closed")
                            .gauge()
                            .value())
                    .isEqualTo(1);
        });
    }

    @Test
    void metersOfARegistryOfTheApplicationAreItsOwn() {
        contexts.withBean(CircuitBreakerRegistry.class, CircuitsTests::registry).run(context -> {
            MeterRegistry meters = new SimpleMeterRegistry();
            context.getBean(Circuits.class).status("payments");

            context.getBean(CircuitMeters.class).bindTo(meters);

            assertThat(meters.getMeters()).isEmpty();
        });
    }

    @Test
    void aCircuitsBeanOfTheApplicationIsUsed() {
        CircuitBreakerRegistry registry = registry();
        Circuits own = new Circuits(Map.of(), registry, text -> variables -> true, Clock.systemUTC());

        contexts.withBean(Circuits.class, () -> own).run(context -> {
            fail(context);

            assertThat(own.status("payments").open()).isTrue();
        });
    }

    @Test
    void theAnnotationNamesItAsWell() {
        ToolPolicy policy = GuardedToolMapping.toPolicy("talkative", AnnotatedTools.of("talkative"));

        contexts.withBean(GuardedToolDeclarations.class, () -> () -> Map.of(ToolName.of("annotated"), policy))
                .run(context -> assertThat(context.getBean(Guard.class)
                                .spec(ToolName.of("annotated"))
                                .circuit())
                        .isEqualTo("payments"));
    }
}
