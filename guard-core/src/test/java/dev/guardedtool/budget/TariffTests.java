package dev.guardedtool.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.Usage;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.policy.Tariff;
import dev.guardedtool.policy.TokenPrice;
import dev.guardedtool.policy.TokenPrice.Change;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What things cost is said by a tariff or by a list, and prices change when they are said to. */
class TariffTests {

    private static final Instant LATER = Instant.parse("2026-01-02T00:00:00Z");

    private final TestClock clock = new TestClock();

    private static TokenPrice price(String input, Change... changes) {
        return new TokenPrice(Money.of(input), Money.of(input), null, List.of(changes));
    }

    private GuardRun run(PriceList prices, @Nullable Tariff tariff) {
        GuardPolicy policy = GuardPolicy.defaults()
                .withBudget(
                        new BudgetPolicy(Money.of("1000"), null, 0.8, Money.of("9"), true, Unpriced.REFUSE, prices));
        var builder = Given.guard(Given.tool(policy, "named", tool -> tool.cost(Money.of("7"))))
                .clock(clock);
        if (tariff != null) {
            builder.tariff(tariff);
        }
        return builder.build().open(RunContext.anonymous());
    }

    private static Object spent(GuardRun run) {
        return run.report().subject("budget").get("spent");
    }

    @Test
    void aChangeHoldsFromItsInstantOn() {
        GuardRun run = run(PriceList.of("m", price("1", new Change(LATER, price("3")))), null);
        clock.advance(Duration.ofDays(1).minusNanos(1));
        run.recordUsage(Usage.of("m", 1_000_000, 0));
        assertThat(spent(run)).isEqualTo(Money.of("1"));

        clock.advance(Duration.ofNanos(1));
        run.recordUsage(Usage.of("m", 1_000_000, 0));

        assertThat(spent(run)).isEqualTo(Money.of("4"));
    }

    @Test
    void theLatestChangeThatBeganHoldsInWhateverOrderTheyAreSaid() {
        TokenPrice price = price(
                "1",
                new Change(LATER.plusSeconds(2), price("3")),
                new Change(LATER, price("2")),
                new Change(LATER.plusSeconds(9), price("4")));

        assertThat(price.at(LATER.plusSeconds(5)).input()).isEqualTo(Money.of("3"));
        assertThatThrownBy(() -> price("1", new Change(LATER, price("2")), new Change(LATER, price("3"))))
                .isInstanceOf(InvalidPolicyException.class);
    }

    @Test
    void aTariffWinsOverTheListWhereItKnowsThePrice() {
        Tariff tariff = (model, at) -> "m".equals(model) ? Optional.of(price("5")) : Optional.empty();
        GuardRun run = run(PriceList.of("*", price("1")), tariff);

        run.recordUsage(Usage.of("m", 1_000_000, 0));
        run.recordUsage(Usage.of("other", 1_000_000, 0));

        assertThat(spent(run)).isEqualTo(Money.of("6"));
    }

    @Test
    void aTariffThatFailsKnowsNothing() {
        Tariff tariff = (model, at) -> {
            throw new IllegalStateException("no tariff");
        };
        GuardRun run = run(PriceList.of("*", price("1")), tariff);

        assertThat(run.openRound(Usage.of("m", 1, 1)).refusal()).isPresent();
    }

    @Test
    void aToolCostsWhatIsSaidOfItElseWhatTheTariffSaysElseTheDefault() {
        Tariff tariff = new Tariff() {
            @Override
            public Optional<TokenPrice> priceOf(@Nullable String model, Instant at) {
                return Optional.empty();
            }

            @Override
            public Optional<Money> costOf(ToolName tool) {
                return tool.value().equals("plain") ? Optional.empty() : Optional.of(Money.of("8"));
            }
        };
        GuardRun run = run(PriceList.empty(), tariff);

        for (String tool : List.of("named", "tariffed", "plain")) {
            run.call(ToolCall.of(tool, "{}"), arguments -> "ok");
        }

        assertThat(spent(run)).isEqualTo(Money.of("24"));
    }
}
