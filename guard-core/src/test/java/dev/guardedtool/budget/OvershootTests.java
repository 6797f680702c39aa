package dev.guardedtool.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Usage;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a call costs is set aside before it runs, so that no number of calls at once spends more than there is. */
class OvershootTests {

    private static final int THREADS = 64;

    private int calls;

    @Test
    void manyCallsAtOnceNeverSpendMoreThanTheLimit() throws Exception {
        GuardRun run = Given.run(budget("1.00", null, "0.30"));
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        List<ToolOutcome> outcomes = Together.run(
                THREADS,
                i -> run.call(ToolCall.of("ocr", "{\"page\":" + i + "}"), arguments -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    running.decrementAndGet();
                    return "text " + i;
                }));

        assertThat(outcomes).filteredOn(ToolOutcome::executed).hasSize(3);
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.executed())
                .allMatch(outcome -> outcome.decision().reason() == GuardReason.COST_BUDGET_EXCEEDED);
        assertThat(run.report().subject("budget"))
                .containsEntry("spent", Money.of("0.90"))
                .containsEntry("remaining", Money.of("0.10"))
                .doesNotContainKey("reserved");
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void openCallsCountBeforeTheyAreRecorded() {
        GuardRun run = Given.run(budget("1", null, "0.5"));
        Decision first = next(run);
        Decision second = next(run);

        Decision third = next(run);

        assertThat(first.allowed() && second.allowed()).isTrue();
        assertThat(third).isInstanceOf(Decision.Escalate.class);
        assertThat(third.explanation().figures())
                .containsEntry("spent", Money.ZERO)
                .containsEntry("projected", Money.of("1.5"))
                .containsEntry("limit", Money.of("1"));
        assertThat(run.report().subject("budget")).containsEntry("reserved", Money.of("1"));
    }

    @Test
    void whatIsSetAsideIsSpentOnce() {
        GuardRun run = Given.run(budget("1", null, "0.5"));
        run.record(next(run).handle(), ToolResult.ok("a"));
        run.record(next(run).handle(), ToolResult.failed("404"));

        assertThat(run.report().subject("budget"))
                .containsEntry("spent", Money.of("1"))
                .doesNotContainKey("reserved");
        assertThat(next(run).allowed()).isFalse();
    }

    @Test
    void whatACallThatIsGivenUpHeldIsThereAgain() {
        GuardRun run = Given.run(budget("1", null, "1"));
        run.abandon(next(run).handle());

        assertThat(next(run).allowed()).isTrue();
    }

    @Test
    void exactlyTheLimitMayBeSpent() {
        GuardRun run = Given.run(budget("1.00", null, "0.25"));
        for (int i = 0; i < 4; i++) {
            run.record(next(run).handle(), ToolResult.ok(i));
        }

        assertThat(next(run).allowed()).isFalse();
        assertThat(run.check(ToolCall.of("free", "{}")).allowed()).isTrue();
    }

    @Test
    void tenthsAddUpExactly() {
        GuardRun run = Given.run(budget("0.3", null, "0.1"));
        for (int i = 0; i < 3; i++) {
            run.record(next(run).handle(), ToolResult.ok(i));
        }

        assertThat(run.report().subject("budget")).containsEntry("spent", Money.of("0.3"));
        assertThat(next(run).allowed()).isFalse();
    }

    @Test
    void onceUsageWentOverTheLimitEvenFreeCallsAreRefused() {
        GuardRun run = Given.run(budget("1", null, "0"));
        run.addCost("ocr", Money.of("1.01"));

        assertThat(run.check(ToolCall.of("free", "{}")).reason()).isEqualTo(GuardReason.COST_BUDGET_EXCEEDED);
    }

    @Test
    void tokensAreLimitedToo() {
        GuardRun run = Given.run(budget(null, 100L, "0"));
        run.recordUsage(Usage.of("m", 60, 39));
        assertThat(next(run).allowed()).isTrue();
        run.recordUsage(Usage.of("m", 1, 0));

        Decision refused = next(run);

        assertThat(refused.reason()).isEqualTo(GuardReason.TOKEN_BUDGET_EXCEEDED);
        assertThat(refused.explanation().figures())
                .containsEntry("tokens", 100L)
                .containsEntry("limit", 100L);
    }

    @Test
    void tokensWithoutEndDoNotTurnNegative() {
        GuardRun run = Given.run(budget(null, 100L, "0"));
        run.recordUsage(Usage.of("m", Long.MAX_VALUE, Long.MAX_VALUE));
        run.recordUsage(Usage.of("m", Long.MAX_VALUE, 1));

        assertThat(next(run).reason()).isEqualTo(GuardReason.TOKEN_BUDGET_EXCEEDED);
        assertThat(run.report().subject("budget")).containsEntry("tokens", Long.MAX_VALUE);
    }

    @Test
    void aWarningIsAnnouncedOnceWhenThatMuchIsSpent() {
        List<GuardEvent.BudgetWarning> warnings = new ArrayList<>();
        GuardRun run = warned(budget("1", null, "0.4"), warnings);
        run.record(next(run).handle(), ToolResult.ok("a"));
        assertThat(warnings).isEmpty();
        run.record(next(run).handle(), ToolResult.ok("b"));
        run.addCost("ocr", Money.of("0.1"));

        assertThat(warnings).singleElement().satisfies(warning -> {
            assertThat(warning.spent()).isEqualTo(Money.of("0.8"));
            assertThat(warning.limit()).isEqualTo(Money.of("1"));
        });
    }

    @Test
    void usageWarnsAsWell() {
        List<GuardEvent.BudgetWarning> warnings = new ArrayList<>();
        GuardRun run = warned(budget("1", null, "0.4"), warnings);

        run.recordUsage(new Usage("m", 1, 1, 0, Money.of("0.9"), true));

        assertThat(warnings).hasSize(1);
    }

    @Test
    void aRefusedCallDoesNotUseUpTheWarning() {
        List<GuardEvent.BudgetWarning> warnings = new ArrayList<>();
        GuardRun run = warned(Given.tool(budget("1", null, "0.9"), "ocr", tool -> tool.maxCalls(0)), warnings);
        assertThat(next(run).reason()).isEqualTo(GuardReason.MAX_CALLS_PER_TOOL);
        assertThat(warnings).isEmpty();

        run.addCost("other", Money.of("0.8"));

        assertThat(warnings).hasSize(1);
    }

    private static GuardRun warned(GuardPolicy policy, List<GuardEvent.BudgetWarning> warnings) {
        return Given.guard(policy)
                .listener(event -> {
                    if (event instanceof GuardEvent.BudgetWarning warning) {
                        warnings.add(warning);
                    }
                })
                .build()
                .open(RunContext.anonymous());
    }

    private Decision next(GuardRun run) {
        return run.check(ToolCall.of("ocr", "{\"page\":" + calls++ + "}"));
    }

    private static GuardPolicy budget(@Nullable String money, @Nullable Long tokens, String callCost) {
        GuardPolicy policy = GuardPolicy.defaults()
                .withBudget(new BudgetPolicy(
                        money == null ? null : Money.of(money),
                        tokens,
                        0.8,
                        Money.of(callCost),
                        true,
                        BudgetPolicy.Unpriced.WARN,
                        PriceList.empty()));
        return Given.tool(policy, "free", tool -> tool.cost(Money.ZERO));
    }
}
