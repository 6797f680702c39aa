package dev.guardedtool.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.guardedtool.OnDuplicate;
import dev.guardedtool.ToolName;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LimitSpec;
import dev.guardedtool.policy.RateSpec;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The configurations of {@code docs/limits.md} are ones that the guard takes, and mean what is said there. */
class LimitsManualTests {

    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withPropertyValues("guard.secret-key=a key of sixteen bytes")
            .withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class));

    static List<String> blocks() throws IOException {
        return Manual.configurations("limits.md");
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void everyConfigurationIsTaken(String yaml) {
        context.withInitializer(Yaml.of(yaml))
                .run(application -> assertThat(application).hasNotFailed());
    }

    @Test
    void theRatesAreThoseThatAreDescribed() throws IOException {
        context.withInitializer(Yaml.of(block("rate-limit"))).run(application -> {
            LimitSpec limits = application
                    .getBean(Guard.class)
                    .spec(ToolName.of("send_mail"))
                    .limits();

            assertThat(limits.rates()).extracting(RateSpec::max).containsExactly(5, 1000);
            assertThat(limits.rates()).extracting(RateSpec::per).containsExactly("#userId", "tenant");
        });
    }

    @Test
    void theDuplicateIsRefusedThatIsDescribed() throws IOException {
        context.withInitializer(Yaml.of(block("on-duplicate")))
                .run(application -> assertThat(application
                                .getBean(Guard.class)
                                .spec(ToolName.of("refund"))
                                .effects()
                                .onDuplicate())
                        .isEqualTo(OnDuplicate.REFUSE));
    }

    @Test
    void theTimeoutsAreThoseThatAreDescribed() throws IOException {
        context.withInitializer(Yaml.of(block("timeout: 2s"))).run(application -> {
            Guard guard = application.getBean(Guard.class);

            assertThat(guard.spec(ToolName.of("search")).limits().timeout()).hasSeconds(2);
            assertThat(guard.spec(ToolName.of("any")).limits().timeout()).hasSeconds(30);
        });
    }

    @Test
    void theBudgetsAreThoseThatAreDescribed() throws IOException {
        context.withInitializer(Yaml.of(block("user-per-day")))
                .run(application -> assertThat(application
                                .getBean(GuardPolicy.class)
                                .budget()
                                .shared()
                                .limits())
                        .extracting(BudgetLimit::name, BudgetLimit::scope, BudgetLimit::window)
                        .containsExactlyInAnyOrder(
                                tuple("user-per-day", BudgetLimit.Scope.PRINCIPAL, BudgetLimit.Window.DAY),
                                tuple("everybody-per-month", BudgetLimit.Scope.GLOBAL, BudgetLimit.Window.MONTH),
                                tuple("chat", BudgetLimit.Scope.SESSION, BudgetLimit.Window.NONE)));
    }

    private static String block(String about) throws IOException {
        return Manual.configuration("limits.md", about);
    }
}
