package dev.guardedtool.autoconfigure.startup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.Usage;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.test.ScriptedChatModel;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.Tariff;
import dev.guardedtool.policy.TokenPrice;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A model whose price is unknown is found at start where money is limited. */
@ExtendWith(OutputCaptureExtension.class)
class UnknownPricesTests {

    private static final String PROBLEM = "the price of the model 'gpt-x' is not known";

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(GuardAutoConfiguration.class, GuardStartupAutoConfiguration.class))
            .withBean(ScriptedChatModel.class, () -> new ScriptedChatModel().using("gpt-x", 1, 1))
            .withPropertyValues("guard.secret-key=0123456789abcdef");

    private final ApplicationContextRunner limited =
            contexts.withPropertyValues("guard.budget.limits.all.scope=global", "guard.budget.limits.all.max-cost=5");

    @Test
    void anUnknownPriceIsWarnedOf(CapturedOutput output) {
        limited.run(context -> assertThat(context).hasNotFailed());

        assertThat(output).contains(PROBLEM);
    }

    @Test
    void whereUnknownPricesAreRefusedTheApplicationDoesNotStart() {
        limited.withPropertyValues("guard.budget.unpriced=refuse")
                .run(context -> assertThat(context).getFailure().hasMessageContaining(PROBLEM));
    }

    @Test
    void whereUnknownPricesAreIgnoredNobodyIsTold(CapturedOutput output) {
        limited.withPropertyValues("guard.budget.unpriced=ignore", "guard.budget.max-cost-per-run=1")
                .run(context -> {
                    try (GuardRun run = context.getBean(Guard.class).open(RunContext.anonymous())) {
                        run.recordUsage(Usage.of("gpt-x", 1_000, 1_000));

                        assertThat(run.report().subject("budget")).containsEntry("unpriced", true);
                        assertThat(run.check(ToolCall.of("look", "{}")).allowed())
                                .isTrue();
                    }
                });

        assertThat(output).doesNotContain(PROBLEM).doesNotContain("The price of what the model");
    }

    @Test
    void withoutALimitNobodyAsks(CapturedOutput output) {
        contexts.run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain(PROBLEM);
    }

    @Test
    void aPriceInTheListIsKnown(CapturedOutput output) {
        limited.withPropertyValues("guard.prices.[gpt*].input=1", "guard.prices.[gpt*].output=1")
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain(PROBLEM);
    }

    @Test
    void aPriceOfATariffIsKnown(CapturedOutput output) {
        limited.withBean(
                        Tariff.class,
                        () -> (model, at) -> Optional.of(new TokenPrice(Money.of("1"), Money.of("1"), null)))
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output).doesNotContain(PROBLEM);
    }
}
