package dev.guardedtool.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Usage;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.RunSnapshot;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.BudgetLimit.Scope;
import dev.guardedtool.policy.BudgetLimit.Window;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import dev.guardedtool.testing.Together;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What several runs may spend together is never exceeded, whoever asks at once, and nothing that was spent is lost. */
class BudgetNeverExceededTests {

    private static final RunContext ANN = context("acme", "ann", "chat-1", "support");

    private final TestClock clock = new TestClock();
    private final InMemoryBudgetStore store = new InMemoryBudgetStore(1_000, clock);
    private final List<GuardEvent.BudgetNearlyUsed> warnings = new ArrayList<>();
    private int calls;

    private static RunContext context(String tenant, String user, String session, String agent) {
        return RunContext.of(new Principal(user, Set.of(), tenant))
                .withSession(session)
                .withAgent(agent);
    }

    private static BudgetLimit cost(String name, Scope scope, String max) {
        return new BudgetLimit(name, scope, Window.NONE, ZoneOffset.UTC, Money.of(max), null, null, null, 0.8);
    }

    private static BudgetLimit calls(String name, Scope scope, long max) {
        return calls(name, scope, Window.NONE, ZoneOffset.UTC, max);
    }

    private static BudgetLimit calls(String name, Scope scope, Window window, ZoneId zone, long max) {
        return new BudgetLimit(name, scope, window, zone, null, null, max, null, 0.8);
    }

    private Guard guard(BudgetLimit... limits) {
        return guard(policy(limits));
    }

    private static GuardPolicy policy(BudgetLimit... limits) {
        GuardPolicy policy = GuardPolicy.defaults();
        policy = policy.withBudget(
                policy.budget().withShared(policy.budget().shared().withLimits(List.of(limits))));
        return Given.tool(
                Given.tool(policy, "ocr", tool -> tool.cost(Money.of("0.3"))),
                "rare",
                tool -> tool.cost(Money.of("0.3")).maxCalls(0));
    }

    private Guard guard(GuardPolicy policy) {
        return Given.guard(policy)
                .clock(clock)
                .budgets(store)
                .listener(event -> {
                    if (event instanceof GuardEvent.BudgetNearlyUsed warning) {
                        warnings.add(warning);
                    }
                })
                .build();
    }

    private ToolCall next() {
        return ToolCall.of("ocr", "{\"page\":" + calls++ + "}");
    }

    private ToolOutcome call(GuardRun run) {
        return run.call(next(), arguments -> "text of page " + calls);
    }

    private BudgetBalance balance(String name, String holder) {
        return store.balance(new BudgetKey(name, holder, ""));
    }

    @Test
    void manyRunsOfOneUserStopAtTheLimitTogether() throws Exception {
        Guard guard = guard(cost("per-user", Scope.PRINCIPAL, "1.00"));

        List<ToolOutcome> outcomes = Together.run(64, i -> {
            try (GuardRun run = guard.open(ANN)) {
                return run.call(ToolCall.of("ocr", "{\"page\":" + i + "}"), arguments -> "text " + i);
            }
        });

        assertThat(outcomes).filteredOn(ToolOutcome::executed).hasSize(3);
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.executed())
                .allMatch(outcome -> outcome.decision().reason() == GuardReason.COST_BUDGET_EXCEEDED);
        assertThat(balance("per-user", "acme/ann"))
                .isEqualTo(new BudgetBalance(
                        new BudgetKey("per-user", "acme/ann", ""), new Amount(900_000, 0, 3, 0), Amount.NONE));
    }

    @ParameterizedTest
    @EnumSource(
            value = Scope.class,
            names = {"RUN", "NAMED"},
            mode = EnumSource.Mode.EXCLUDE)
    void whoBelongsTogetherSharesAndNobodyElse(Scope scope) {
        Guard guard = guard(calls("limit", scope, 1));
        assertThat(call(guard.open(ANN)).executed()).isTrue();

        assertThat(call(guard.open(ANN)).decision().reason()).isEqualTo(GuardReason.CALL_BUDGET_EXCEEDED);
        assertThat(call(guard.open(context("acme", "ann", "chat-2", "support"))).executed())
                .isEqualTo(scope == Scope.SESSION);
        assertThat(call(guard.open(context("acme", "bob", "chat-1", "support"))).executed())
                .isEqualTo(scope == Scope.PRINCIPAL);
        assertThat(call(guard.open(context("acme", "ann", "chat-1", "sales"))).executed())
                .isEqualTo(scope == Scope.AGENT);
        assertThat(call(guard.open(context("other", "ann", "chat-1", "support")))
                        .executed())
                .isEqualTo(Set.of(Scope.SESSION, Scope.PRINCIPAL, Scope.TENANT).contains(scope));
    }

    @Test
    void holdersWhoseNamesAreMadeToCollideDoNot() {
        Guard guard = guard(calls("limit", Scope.PRINCIPAL, 1));
        assertThat(call(guard.open(context("a/b", "c", "s", "x"))).executed()).isTrue();

        assertThat(call(guard.open(context("a", "b/c", "s", "x"))).executed()).isTrue();
        assertThat(call(guard.open(context("a%2Fb", "c", "s", "x"))).executed()).isTrue();
        assertThat(call(guard.open(context("~", "c", "s", "x"))).executed()).isTrue();
        assertThat(call(guard.open(RunContext.of(Principal.of("c")))).executed())
                .isTrue();
    }

    @Test
    void aLimitOfARunEndsWithTheRun() {
        Guard guard = guard(calls("limit", Scope.RUN, 1));
        GuardRun run = guard.open(ANN);
        assertThat(call(run).executed()).isTrue();

        assertThat(call(run).executed()).isFalse();
        assertThat(call(guard.open(ANN)).executed()).isTrue();
        assertThat(store.size()).isZero();
    }

    @Test
    void aRunWithoutAConversationStandsForItself() {
        Guard guard = guard(calls("limit", Scope.SESSION, 1));
        GuardRun run = guard.open(RunContext.anonymous());
        assertThat(call(run).executed()).isTrue();

        assertThat(call(run).executed()).isFalse();
        assertThat(call(guard.open(RunContext.anonymous())).executed()).isTrue();
    }

    @Test
    void aNamedScopeCountsWhileItIsOpenAndGoesOnWhereItWas() {
        GuardRun run = guard(calls("research", Scope.NAMED, 2)).open(ANN);
        assertThat(call(run).executed()).isTrue();
        try (BudgetScope scope = BudgetScope.open(run, "research")) {
            assertThat(scope).isNotNull();
            assertThat(call(run).executed()).isTrue();
        }
        assertThat(call(run).executed()).isTrue();

        BudgetScope again = BudgetScope.open(run, "research");
        assertThat(call(run).executed()).isTrue();
        assertThat(call(run).decision().explanation().figures()).containsEntry("budget", "research");
        again.close();
        again.close();
        assertThat(call(run).executed()).isTrue();
    }

    @Test
    void aDayBeginsAtMidnightInItsZone() {
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-03-28T22:59:59Z")));
        Guard guard = guard(calls("daily", Scope.PRINCIPAL, Window.DAY, ZoneId.of("Europe/Berlin"), 1));
        GuardRun run = guard.open(ANN);
        assertThat(call(run).executed()).isTrue();
        assertThat(call(run).decision().explanation().figures()).containsEntry("resets", "2026-03-28T23:00:00Z");

        clock.advance(Duration.ofSeconds(1));
        assertThat(call(run).executed()).isTrue();

        clock.advance(Duration.ofHours(23).minusSeconds(1));
        assertThat(call(run).executed()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(call(run).executed()).isTrue();
    }

    @Test
    void aMonthBeginsOnItsFirst() {
        Guard guard = guard(calls("monthly", Scope.GLOBAL, Window.MONTH, ZoneOffset.UTC, 1));
        assertThat(call(guard.open(ANN)).executed()).isTrue();
        clock.advance(Duration.ofDays(31).minusMillis(1));
        assertThat(call(guard.open(ANN)).executed()).isFalse();

        clock.advance(Duration.ofMillis(1));

        assertThat(call(guard.open(ANN)).executed()).isTrue();
    }

    @Test
    void aBudgetThatRefusesLeavesTheOthersUntouched() {
        Guard guard =
                guard(calls("run", Scope.RUN, 5), calls("user", Scope.PRINCIPAL, 5), cost("all", Scope.GLOBAL, "0.1"));
        GuardRun run = guard.open(ANN);

        Decision refused = run.check(next());

        assertThat(refused.explanation().figures())
                .containsEntry("budget", "all")
                .containsEntry("scope", "global")
                .containsEntry("figure", "cost")
                .containsEntry("projected", new BigDecimal("0.3"))
                .containsEntry("limit", new BigDecimal("0.1"));
        assertThat(store.size()).isZero();
        assertThat(run.state(RunBudgets.STATE)
                        .store()
                        .balance(new BudgetKey("run", "", ""))
                        .committed())
                .isEqualTo(Amount.NONE);
    }

    @Test
    void aCallThatIsRefusedLaterSpendsNothing() {
        GuardRun run = guard(cost("all", Scope.GLOBAL, "1")).open(ANN);

        assertThat(run.check(ToolCall.of("rare", "{}")).reason()).isEqualTo(GuardReason.MAX_CALLS_PER_TOOL);

        assertThat(store.size()).isZero();
    }

    @Test
    void anAnswerFromMemorySpendsNothing() {
        GuardRun run = guard(Given.tool(policy(calls("all", Scope.GLOBAL, 5)), "ocr", tool -> tool.effect(Effect.ONCE)))
                .open(ANN);
        ToolCall same = next();
        run.call(same, arguments -> "text");

        assertThat(run.call(same, arguments -> "text").executed()).isFalse();

        assertThat(balance("all", "").used().calls()).isEqualTo(1);
    }

    @Test
    void theCallThatCrossesTheLimitKeepsItsAnswer() {
        BudgetLimit limit =
                new BudgetLimit("tokens", Scope.PRINCIPAL, Window.NONE, ZoneOffset.UTC, null, 100L, null, null, 0.8);
        GuardRun run = guard(limit).open(ANN);

        ToolOutcome crossing = run.call(next(), arguments -> {
            run.recordUsage(Usage.of("model", 90, 60));
            return "paid for";
        });

        assertThat(crossing.payload()).isEqualTo("paid for");
        assertThat(balance("tokens", "acme/ann").used().tokens()).isEqualTo(150);
        assertThat(call(run).decision().reason()).isEqualTo(GuardReason.TOKEN_BUDGET_EXCEEDED);
    }

    @Test
    void timeIsCounted() {
        BudgetLimit limit = new BudgetLimit(
                "time", Scope.AGENT, Window.NONE, ZoneOffset.UTC, null, null, null, Duration.ofSeconds(5), 0.8);
        GuardRun run = guard(limit).open(ANN);
        run.call(next(), arguments -> {
            clock.advance(Duration.ofMillis(5_500));
            return "slow";
        });

        Decision refused = run.check(next());

        assertThat(refused.reason()).isEqualTo(GuardReason.TIME_BUDGET_EXCEEDED);
        assertThat(refused.explanation().figures())
                .containsEntry("used", new BigDecimal("5.5"))
                .containsEntry("limit", new BigDecimal("5"));
    }

    @Test
    void otherCostsCount() {
        GuardRun run = guard(cost("all", Scope.GLOBAL, "1")).open(ANN);

        run.addCost("ocr", Money.of("0.0000011"));

        assertThat(balance("all", "").used().micros()).isEqualTo(2);
    }

    @Test
    void aCallThatIsGivenUpCountsAsExpected() {
        GuardRun run = guard(cost("all", Scope.GLOBAL, "1")).open(ANN);
        Decision open = run.check(next());

        run.close();

        assertThat(balance("all", "").used()).isEqualTo(new Amount(300_000, 0, 1, 0));
        run.record(open.handle(), ToolResult.ok("late"));
        assertThat(balance("all", "").committed()).isEqualTo(new Amount(300_000, 0, 1, 0));
    }

    @Test
    void aCallThatRunsOnlyBecauseNothingIsEnforcedCounts() {
        GuardRun run = guard(policy(calls("all", Scope.GLOBAL, 1)).withMode(Mode.SHADOW))
                .open(ANN);
        call(run);
        call(run);

        assertThat(balance("all", ""))
                .isEqualTo(new BudgetBalance(new BudgetKey("all", "", ""), new Amount(600_000, 0, 2, 0), Amount.NONE));
    }

    @Test
    void aWarningIsAnnouncedOnceByWhoeverPassesThePoint() throws Exception {
        Guard guard = guard(calls("all", Scope.GLOBAL, 100));

        Together.run(10, i -> {
            try (GuardRun run = guard.open(ANN)) {
                for (int j = 0; j < 10; j++) {
                    run.call(ToolCall.of("ocr", "{\"page\":" + (i * 10 + j) + "}"), arguments -> "text " + arguments);
                }
                return true;
            }
        });

        assertThat(warnings).singleElement().satisfies(warning -> {
            assertThat(warning.budget()).isEqualTo("all");
            assertThat(warning.figure()).isEqualTo("calls");
            assertThat(warning.used()).isEqualByComparingTo("80");
            assertThat(warning.limit()).isEqualByComparingTo("100");
        });
    }

    @Test
    void aSnapshotKeepsWhatTheRunSpentOfItsLimits() {
        Guard guard = guard(calls("run", Scope.RUN, 1));
        GuardRun run = guard.open(ANN);
        call(run);

        GuardRun restored = guard.restore(RunSnapshot.fromJson(run.snapshot().toJson()), ANN);

        assertThat(call(restored).decision().reason()).isEqualTo(GuardReason.CALL_BUDGET_EXCEEDED);
    }

    @Test
    void withoutAnswerFromTheStoreNothingRuns() {
        AtomicInteger executed = new AtomicInteger();
        Guard guard = Given.guard(policy(calls("all", Scope.GLOBAL, 1)))
                .budgets(new UnreachableStore())
                .build();

        ToolOutcome outcome = guard.open(ANN).call(next(), arguments -> executed.incrementAndGet());

        assertThat(outcome.decision().reason()).isEqualTo(GuardReason.BUDGET_STORE_UNAVAILABLE);
        assertThat(outcome.decision().explanation().retryable()).isTrue();
        assertThat(executed).hasValue(0);
    }

    @Test
    void aStoreThatFailsAfterwardsTakesNoAnswerAway() {
        UnreachableStore broken = new UnreachableStore();
        broken.reserves = true;
        Guard guard = Given.guard(policy(calls("all", Scope.GLOBAL, 1)))
                .budgets(broken)
                .build();

        assertThat(guard.open(ANN).call(next(), arguments -> "answer").payload())
                .isEqualTo("answer");
    }

    @Test
    void whatStandsIsShownOfTheCurrentPeriodTheMostSpentFirst() {
        Guard guard = guard(calls("daily", Scope.PRINCIPAL, Window.DAY, ZoneOffset.UTC, 9), calls("run", Scope.RUN, 5));
        call(guard.open(context("acme", "old", "chat-1", "support")));
        clock.advance(Duration.ofDays(1));
        call(guard.open(context("acme", "bob", "chat-1", "support")));
        call(guard.open(ANN));
        guard.open(ANN).check(next());

        assertThat(guard.standing().get("budget"))
                .hasToString("{daily={scope=principal, limit={calls=9}, resets=2026-01-03T00:00:00Z, budgets=["
                        + "{holder=acme/ann, used={calls=1}, reserved={calls=1}, left={calls=7}}, "
                        + "{holder=acme/bob, used={calls=1}, reserved={calls=0}, left={calls=8}}]}}");
    }
}
