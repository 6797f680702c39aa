package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guardedtool.Decision;
import dev.guardedtool.DecisionType;
import dev.guardedtool.Effect;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.testing.Given;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call that was allowed and then refused by somebody else leaves nothing but the refusal. */
class OverrulingTests {

    private static final ToolCall REFUND = ToolCall.of("refund", "{\"id\":\"A-1\"}");
    private static final Explanation DENIED = Explanation.of(GuardReason.ACCESS_DENIED);

    private final List<GuardEvent> events = new ArrayList<>();

    @Test
    void givesBackTheEffectTheBudgetAndTheCount() {
        GuardPolicy policy = Given.tool(
                        "refund",
                        tool -> tool.effect(Effect.ONCE).key("#id").maxCalls(1).cost(Money.of("1.00")))
                .withBudget(new BudgetPolicy(
                        Money.of("1.00"),
                        null,
                        0.8,
                        Money.ZERO,
                        true,
                        BudgetPolicy.defaults().unpriced(),
                        PriceList.empty()));
        try (GuardRun run = guard(policy).open(RunContext.anonymous())) {
            Decision refusal = run.overrule(run.check(REFUND).handle(), DENIED);

            assertThat(refusal).isInstanceOf(Decision.Block.class);
            assertThat(refusal.text()).contains("refund", "not run");
            assertThat(run.check(REFUND).allowed()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"ENFORCE", "SHADOW"})
    void countsAsARefusalInPlaceOfTheAllow(Mode mode) {
        Access access = mode == Mode.ENFORCE ? Access.ALLOW : Access.DENY;
        GuardPolicy policy = Given.tool("refund", tool -> tool.access(access)).withMode(mode);
        try (GuardRun run = guard(policy).open(RunContext.anonymous())) {
            run.overrule(run.check(REFUND).handle(), DENIED);

            assertThat(run.report().allowed()).isZero();
            assertThat(run.report().open()).isZero();
            assertThat(run.report().executed()).isZero();
            assertThat(run.report().refused(DecisionType.BLOCK)).isEqualTo(1);
            assertThat(run.report().count("access_denied")).isEqualTo(1);
        }
    }

    @Test
    void isAnnouncedOnceAndAResultThatWasRecordedStays() {
        try (GuardRun run = guard(GuardPolicy.defaults()).open(RunContext.anonymous())) {
            Decision first = run.check(REFUND);
            run.overrule(first.handle(), DENIED);
            run.overrule(first.handle(), DENIED);
            Decision second = run.check(REFUND);
            run.record(second.handle(), ToolResult.ok("refunded"));
            run.overrule(second.handle(), DENIED);

            assertThat(events.stream().filter(GuardEvent.Overruled.class::isInstance))
                    .hasSize(1);
            assertThat(run.report().allowed()).isEqualTo(1);
        }
    }

    @Test
    void aRefusalBeforeTheGuardWasAskedIsADecision() {
        try (GuardRun run = guard(GuardPolicy.defaults()).open(RunContext.anonymous())) {
            run.refuse(REFUND, DENIED);

            assertThat(run.report().count("access_denied")).isEqualTo(1);
            assertThat(events)
                    .last()
                    .isInstanceOfSatisfying(
                            GuardEvent.Decided.class,
                            decided -> assertThat(decided.decision().reason()).isEqualTo(GuardReason.ACCESS_DENIED));
        }
    }

    @Test
    void handlesOfOtherRunsAreRefused() {
        Guard guard = guard(GuardPolicy.defaults());
        try (GuardRun run = guard.open(RunContext.anonymous());
                GuardRun other = guard.open(RunContext.anonymous())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> other.overrule(run.check(REFUND).handle(), DENIED));
        }
    }

    @Test
    void theBeginningOfARunIsAnnouncedWithItsContext() {
        RunContext context = RunContext.anonymous().withSession("s-1");
        try (GuardRun run = guard(GuardPolicy.defaults()).open(context)) {
            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            GuardEvent.RunOpened.class,
                            opened -> assertThat(opened.context()).isEqualTo(context.withRunId(run.runId())));
        }
    }

    private Guard guard(GuardPolicy policy) {
        return Given.guard(policy).listener(events::add).build();
    }
}
