package dev.guardedtool.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.Usage;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.ModelRound;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.BudgetLimit.Scope;
import dev.guardedtool.policy.BudgetLimit.Window;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.BudgetPolicy.Unpriced;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.OnError;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.policy.SharedBudgets;
import dev.guardedtool.policy.TokenPrice;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a model is expected to use is set aside before it is asked, and settled with what it used. */
class ModelRoundTests {

    private static final BudgetKey ALL = new BudgetKey("all", "", "");

    private final TestClock clock = new TestClock();
    private final InMemoryBudgetStore store = new InMemoryBudgetStore(100, clock);
    private final List<GuardEvent> events = new ArrayList<>();

    /** A dollar per thousand tokens. */
    private static GuardPolicy policy(@Nullable Long tokensPerRun, @Nullable String costForAll, Unpriced unpriced) {
        TokenPrice price = new TokenPrice(Money.of("1000"), Money.of("1000"), null);
        SharedBudgets shared = SharedBudgets.none();
        if (costForAll != null) {
            shared = shared.withLimits(List.of(new BudgetLimit(
                    "all",
                    Scope.GLOBAL,
                    Window.NONE,
                    ZoneOffset.UTC,
                    Money.of(costForAll),
                    null,
                    null,
                    Duration.ofHours(1),
                    0.8)));
        }
        return GuardPolicy.defaults()
                .withBudget(
                        new BudgetPolicy(null, tokensPerRun, 0.8, Money.ZERO, true, unpriced, PriceList.of("m", price))
                                .withShared(shared));
    }

    private GuardRun run(GuardPolicy policy) {
        return run(policy, store);
    }

    private GuardRun run(GuardPolicy policy, BudgetStore where) {
        return Given.guard(policy)
                .clock(clock)
                .budgets(where)
                .listener(events::add)
                .build()
                .open(RunContext.anonymous());
    }

    private static Usage tokens(long tokens) {
        return Usage.of("m", tokens, 0);
    }

    @Test
    void anyNumberOfRoundsAtOnceStayBelowTheLimit() throws Exception {
        GuardRun run = run(policy(null, "1.00", Unpriced.WARN));

        List<ModelRound> rounds = Together.run(64, i -> run.openRound(tokens(300)));

        assertThat(rounds).filteredOn(round -> round.refusal().isEmpty()).hasSize(3);
        assertThat(store.balance(ALL).reserved().micros()).isEqualTo(900_000);
    }

    @Test
    void whatWasNotUsedIsThereAgain() {
        GuardRun run = run(policy(null, "1.00", Unpriced.WARN));
        ModelRound round = run.openRound(tokens(900));
        clock.advance(Duration.ofSeconds(2));

        round.settle(tokens(100));
        round.settle(tokens(100));
        round.close();

        assertThat(store.balance(ALL))
                .isEqualTo(new BudgetBalance(ALL, new Amount(100_000, 100, 0, 2_000), Amount.NONE));
        assertThat(run.openRound(tokens(900)).refusal()).isEmpty();
    }

    @Test
    void anAnswerThatPassesTheLimitCountsInFullAndIsTheLast() {
        GuardRun run = run(policy(null, "1.00", Unpriced.WARN));
        run.openRound(tokens(900)).settle(tokens(1_500));

        ModelRound next = run.openRound(tokens(0));

        assertThat(store.balance(ALL).used().micros()).isEqualTo(1_500_000);
        assertThat(next.refusal().orElseThrow().reason()).isEqualTo(GuardReason.COST_BUDGET_EXCEEDED);
        assertThat(next.refusal().orElseThrow().text()).isNotBlank();
        assertThat(run.report().reasons()).containsEntry("cost_budget_exceeded", 1);
        assertThat(events).hasAtLeastOneElementOfType(GuardEvent.RoundDecided.class);
    }

    @Test
    void aModelThatWasNotAskedCostsNothing() {
        GuardRun run = run(policy(1_000L, "1.00", Unpriced.WARN));

        run.openRound(tokens(1_000)).release();

        assertThat(store.size()).isZero();
        assertThat(run.openRound(tokens(1_000)).refusal()).isEmpty();
    }

    @Test
    void aRoundOfWhichNothingIsKnownCountsAsExpected() {
        GuardRun run = run(policy(1_000L, "1.00", Unpriced.WARN));

        run.openRound(tokens(400)).close();

        assertThat(store.balance(ALL).used().tokens()).isEqualTo(400);
        assertThat(run.report().subject("budget")).containsEntry("tokens", 400L).containsEntry("unreported", true);
    }

    @Test
    void aRoundSetsAsideInTheRunAsWell() {
        GuardRun run = run(policy(1_000L, null, Unpriced.WARN));
        ModelRound open = run.openRound(tokens(600));

        assertThat(run.openRound(tokens(600)).refusal().orElseThrow().reason())
                .isEqualTo(GuardReason.TOKEN_BUDGET_EXCEEDED);
        open.settle(tokens(400));
        assertThat(run.openRound(tokens(600)).refusal()).isEmpty();
    }

    @Test
    void aRoundThatOneBudgetRefusesLeavesTheOthersUntouched() {
        GuardRun run = run(policy(1_000L, "0.50", Unpriced.WARN));

        assertThat(run.openRound(tokens(600)).refusal()).isPresent();

        assertThat(run.openRound(tokens(500)).refusal()).isEmpty();
        assertThat(run.state(Spend.STATE).committedTokens()).isEqualTo(500);
    }

    @Test
    void whereNothingIsEnforcedTheModelIsAskedAndCounted() {
        GuardRun run = run(policy(null, "1.00", Unpriced.WARN).withMode(Mode.SHADOW));
        ModelRound round = run.openRound(tokens(2_000));

        assertThat(round.refusal()).isEmpty();
        round.settle(tokens(2_000));

        assertThat(store.balance(ALL).used().tokens()).isEqualTo(2_000);
        assertThat(run.report().wouldHave()).isEqualTo(1);
    }

    @Test
    void aModelWithoutAPriceIsNotAskedWherePricesAreInsistedOn() {
        GuardRun run = run(policy(null, "1.00", Unpriced.REFUSE));

        assertThat(run.openRound(Usage.of("other", 1, 1))
                        .refusal()
                        .orElseThrow()
                        .reason())
                .isEqualTo(GuardReason.PRICE_UNKNOWN);
        assertThat(run.openRound(tokens(1)).refusal()).isEmpty();
    }

    @Test
    void aClosedRunAsksNoModel() {
        GuardRun run = run(policy(null, "1.00", Unpriced.WARN));
        run.close();

        assertThat(run.openRound(tokens(1)).refusal().orElseThrow().reason()).isEqualTo(GuardReason.RUN_CLOSED);
    }

    @ParameterizedTest
    @EnumSource(OnError.class)
    void withoutAnswerFromTheStoreThePolicyDecides(OnError onError) {
        GuardRun run = run(policy(1_000L, "1.00", Unpriced.WARN).withOnError(onError), new UnreachableStore());

        ModelRound round = run.openRound(tokens(1));

        assertThat(round.refusal().isEmpty()).isEqualTo(onError == OnError.ALLOW);
        round.settle(tokens(1));
        assertThat(run.report().subject("budget")).containsEntry("tokens", 1L);
    }
}
