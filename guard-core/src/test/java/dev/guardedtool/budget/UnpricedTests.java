package dev.guardedtool.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.Usage;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.policy.TokenPrice;
import dev.guardedtool.testing.Given;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Usage whose price is unknown is a decision of the policy and never silently free. */
class UnpricedTests {

    private static final ToolCall CALL = ToolCall.of("look", "{}");

    private final List<GuardEvent.UsageCounted> counted = new ArrayList<>();

    @Test
    void knownUsageIsPricedExactly() {
        GuardRun run = run(Money.of("1"), null, Unpriced.REFUSE);

        run.recordUsage(new Usage("known", 1_000, 10, 400, null, true));

        assertThat(run.report().subject("budget"))
                .containsEntry("spent", Money.of("0.00235"))
                .containsEntry("usage_cost", Money.of("0.00235"))
                .doesNotContainKey("unpriced");
        assertThat(run.check(CALL).allowed()).isTrue();
    }

    @Test
    void aModelWithoutAPriceIsReportedAndTheRunGoesOn() {
        GuardRun run = run(Money.of("1"), null, Unpriced.WARN);

        run.recordUsage(Usage.of("surprise", 1_000_000, 1_000_000));

        assertThat(run.check(CALL).allowed()).isTrue();
        assertThat(run.report().subject("budget"))
                .containsEntry("unpriced", true)
                .containsEntry("tokens", 2_000_000L);
        assertThat(counted).singleElement().satisfies(usage -> {
            assertThat(usage.priced()).isFalse();
            assertThat(usage.cost()).isEqualTo(Money.ZERO);
        });
    }

    @Test
    void aModelWithoutAPriceEndsTheRunWhereThePolicySaysSo() {
        GuardRun run = run(Money.of("1"), null, Unpriced.REFUSE);
        assertThat(run.check(CALL).allowed()).isTrue();

        run.recordUsage(Usage.of("surprise", 1, 1));

        Decision refused = run.check(CALL);
        assertThat(refused).isInstanceOf(Decision.Escalate.class);
        assertThat(refused.reason()).isEqualTo(GuardReason.PRICE_UNKNOWN);
    }

    @Test
    void aModelThatReportsNothingHasNoPriceEither() {
        GuardRun run = run(Money.of("1"), null, Unpriced.REFUSE);

        run.recordUsage(Usage.unreported("known"));

        assertThat(run.check(CALL).reason()).isEqualTo(GuardReason.PRICE_UNKNOWN);
    }

    @Test
    void aLimitOnTokensNeedsAModelThatReportsThem() {
        GuardRun refusing = run(null, 1_000L, Unpriced.REFUSE);
        GuardRun warning = run(null, 1_000L, Unpriced.WARN);

        refusing.recordUsage(Usage.unreported("known"));
        warning.recordUsage(Usage.unreported("known"));

        assertThat(refusing.check(CALL).reason()).isEqualTo(GuardReason.PRICE_UNKNOWN);
        assertThat(warning.check(CALL).allowed()).isTrue();
        assertThat(warning.report().subject("budget")).containsEntry("unreported", true);
    }

    @Test
    void aLimitOnTokensNeedsNoPrices() {
        GuardRun run = run(null, 1_000L, Unpriced.REFUSE);

        run.recordUsage(Usage.of("surprise", 1, 1));

        assertThat(run.check(CALL).allowed()).isTrue();
    }

    @Test
    void withoutALimitNothingIsRefused() {
        GuardRun run = run(null, null, Unpriced.REFUSE);

        run.recordUsage(Usage.unreported(null));

        assertThat(run.check(CALL).allowed()).isTrue();
    }

    @Test
    void aStatedCostNeedsNoPrice() {
        GuardRun run = run(Money.of("1"), null, Unpriced.REFUSE);

        run.recordUsage(new Usage("surprise", 1, 1, 0, Money.of("0.5"), true));

        assertThat(run.check(CALL).allowed()).isTrue();
        assertThat(run.report().subject("budget")).containsEntry("spent", Money.of("0.5"));
    }

    @Test
    void costsCannotBeNegative() {
        GuardRun run = run(Money.of("1"), null, Unpriced.WARN);

        assertThatIllegalArgumentException().isThrownBy(() -> run.addCost("refund", Money.of("-1")));
        assertThatIllegalArgumentException().isThrownBy(() -> new Usage("m", 0, 0, 0, Money.of("-1"), true));
        assertThatIllegalArgumentException().isThrownBy(() -> Usage.of("m", -1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Usage("m", 1, 0, 2, null, true));
    }

    private GuardRun run(@Nullable Money limit, @Nullable Long tokens, Unpriced unpriced) {
        TokenPrice price = new TokenPrice(Money.of("3"), Money.of("15"), Money.of("1"));
        GuardPolicy policy = GuardPolicy.defaults()
                .withBudget(
                        new BudgetPolicy(limit, tokens, 0.8, Money.ZERO, true, unpriced, PriceList.of("known", price)));
        return Given.guard(policy)
                .listener(event -> {
                    if (event instanceof GuardEvent.UsageCounted usage) {
                        counted.add(usage);
                    }
                })
                .build()
                .open(RunContext.anonymous());
    }
}
