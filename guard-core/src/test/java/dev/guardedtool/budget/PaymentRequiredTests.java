package dev.guardedtool.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Usage;
import dev.guardedtool.budget.GatewayAnswer.Exhausted;
import dev.guardedtool.budget.GatewayAnswer.Granted;
import dev.guardedtool.budget.GatewayAnswer.PaymentRequired;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.ModelRound;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.policy.SharedBudgets;
import dev.guardedtool.policy.SharedBudgets.Unavailable;
import dev.guardedtool.policy.TokenPrice;
import dev.guardedtool.testing.Given;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway is asked before money is spent, and told once what was. */
class PaymentRequiredTests {

    private final Scripted gateway = new Scripted();
    private int calls;

    /** Answers what it is told to, and remembers what it was told. */
    private static final class Scripted implements BudgetGateway {

        private Supplier<GatewayAnswer> answer = () -> new Granted("r1");
        private final List<GatewayRequest> asked = new ArrayList<>();
        private final List<String> settled = new ArrayList<>();
        private final Set<String> keys = new HashSet<>();

        @Override
        public GatewayAnswer reserve(GatewayRequest request) {
            assertThat(keys.add(request.key())).isTrue();
            asked.add(request);
            return answer.get();
        }

        @Override
        public void settle(GatewayRequest request, @Nullable Granted granted, Amount used) {
            settled.add(
                    request.purpose() + " " + (granted == null ? "-" : granted.reservation()) + " " + used.micros());
        }
    }

    private static GuardPolicy policy(Unavailable unavailable) {
        SharedBudgets none = SharedBudgets.none();
        SharedBudgets shared = new SharedBudgets(
                List.of(), none.lease(), none.sessionTtl(), none.outputTokens(), unavailable, none.maxEntries());
        TokenPrice price = new TokenPrice(Money.of("1"), Money.of("1"), null);
        GuardPolicy policy = GuardPolicy.defaults()
                .withBudget(new BudgetPolicy(
                                null, null, 0.8, Money.ZERO, true, BudgetPolicy.Unpriced.WARN, PriceList.of("m", price))
                        .withShared(shared));
        policy = Given.tool(policy, "ocr", tool -> tool.cost(Money.of("0.3")));
        return Given.tool(policy, "rare", tool -> tool.cost(Money.of("0.3")).maxCalls(0));
    }

    private GuardRun run(GuardPolicy policy) {
        return Given.guard(policy)
                .budgetGateway(gateway)
                .build()
                .open(RunContext.anonymous().withRunId("run"));
    }

    private GuardRun run() {
        return run(policy(Unavailable.BLOCK));
    }

    private ToolOutcome ocr(GuardRun run) {
        return run.call(ToolCall.of("ocr", "{\"page\":" + calls++ + "}"), arguments -> "text " + calls);
    }

    @Test
    void whatACallCostsIsAskedForAndSettled() {
        assertThat(ocr(run()).executed()).isTrue();

        assertThat(gateway.asked).singleElement().satisfies(request -> {
            assertThat(request.purpose()).isEqualTo("ocr");
            assertThat(request.expected().micros()).isEqualTo(300_000);
            assertThat(request.context().runId()).isEqualTo("run");
        });
        assertThat(gateway.settled).containsExactly("ocr r1 300000");
    }

    @Test
    void whatCostsNothingIsNotAskedFor() {
        run().call(ToolCall.of("free", "{}"), arguments -> "text");

        assertThat(gateway.asked).isEmpty();
        assertThat(gateway.settled).isEmpty();
    }

    @Test
    void aPaymentThatIsMissingEndsTheRunAndSaysWhereItCanBeMade() {
        gateway.answer = () ->
                new PaymentRequired(Money.of("0.10"), Money.of("0.30"), Money.of("0.20"), "https://pay.example/1");

        ToolOutcome outcome = ocr(run());

        assertThat(outcome.executed()).isFalse();
        assertThat(outcome.decision().reason()).isEqualTo(GuardReason.PAYMENT_REQUIRED);
        assertThat(outcome.decision().explanation().figures())
                .containsEntry("balance", Money.of("0.10"))
                .containsEntry("required", Money.of("0.30"))
                .containsEntry("shortfall", Money.of("0.20"))
                .containsEntry("top_up", "https://pay.example/1");
        assertThat(outcome.decision().text()).doesNotContain("pay.example", "0.");
        assertThat(((Decision.Escalate) outcome.decision()).packet().summary()).contains("https://pay.example/1");
        assertThat(gateway.settled).isEmpty();
    }

    @Test
    void aGatewayThatSaysNothingElseIsBelievedToo() {
        gateway.answer = () -> new PaymentRequired(null, null, null, null);

        assertThat(ocr(run()).decision().explanation().figures()).isEmpty();
    }

    @Test
    void aBudgetThatIsUsedUpEndsTheRun() {
        gateway.answer = Exhausted::new;

        assertThat(ocr(run()).decision().reason()).isEqualTo(GuardReason.COST_BUDGET_EXCEEDED);
        assertThat(gateway.settled).isEmpty();
    }

    @Test
    void aCallThatIsRefusedLaterIsSettledWithNothing() {
        run().call(ToolCall.of("rare", "{}"), arguments -> "text");

        assertThat(gateway.settled).containsExactly("rare r1 0");
    }

    @Test
    void aCallThatIsGivenUpIsSettledOnceAsExpected() {
        GuardRun run = run();
        Decision open = run.check(ToolCall.of("ocr", "{}"));
        run.close();

        run.record(open.handle(), ToolResult.ok("late"));

        assertThat(gateway.settled).containsExactly("ocr r1 300000");
    }

    @ParameterizedTest
    @EnumSource(Unavailable.class)
    void withoutAnAnswerThePolicyDecides(Unavailable unavailable) {
        gateway.answer = () -> {
            throw new GatewayUnavailableException("down", false, null);
        };

        ToolOutcome outcome = ocr(run(policy(unavailable)));

        boolean allowed = unavailable == Unavailable.ALLOW;
        assertThat(outcome.executed()).isEqualTo(allowed);
        assertThat(gateway.settled).containsExactly(allowed ? "ocr - 300000" : "ocr - 0");
        if (!allowed) {
            assertThat(outcome.decision().reason()).isEqualTo(GuardReason.BUDGET_GATEWAY_UNAVAILABLE);
            assertThat(outcome.decision().explanation().retryable()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Unavailable.class)
    void aGatewayThatRejectsTheRequestIsNeverPassedBy(Unavailable unavailable) {
        gateway.answer = () -> {
            throw new GatewayUnavailableException("forbidden", true, null);
        };

        ToolOutcome outcome = ocr(run(policy(unavailable)));

        assertThat(outcome.decision().reason()).isEqualTo(GuardReason.BUDGET_GATEWAY_UNAVAILABLE);
        assertThat(outcome.decision().explanation().retryable()).isFalse();
        assertThat(gateway.settled).isEmpty();
    }

    @Test
    void aGatewayThatBreaksIsOneWithoutAnAnswer() {
        gateway.answer = () -> {
            throw new IllegalStateException("broken");
        };

        assertThat(ocr(run()).decision().reason()).isEqualTo(GuardReason.BUDGET_GATEWAY_UNAVAILABLE);
    }

    @Test
    void aQuestionToAModelIsAskedForAsWell() {
        GuardRun run = run();
        ModelRound round = run.openRound(Usage.of("m", 100, 100));

        round.settle(Usage.of("m", 100, 20));

        assertThat(gateway.asked)
                .extracting(request -> request.expected().micros())
                .containsExactly(200L);
        assertThat(gateway.settled).containsExactly("m r1 120");
    }

    @Test
    void aQuestionThatIsNotPaidForIsNotAsked() {
        gateway.answer = () -> new PaymentRequired(null, null, Money.of("1"), null);

        assertThat(run().openRound(Usage.of("m", 100, 100))
                        .refusal()
                        .orElseThrow()
                        .reason())
                .isEqualTo(GuardReason.PAYMENT_REQUIRED);
    }

    @Test
    void aModelThatWasNotReachedIsSettledWithNothing() {
        run().openRound(Usage.of("m", 100, 100)).release();

        assertThat(gateway.settled).containsExactly("m r1 0");
    }

    @Test
    void whatNobodyAskedForIsToldAfterwards() {
        GuardRun run = run();

        run.addCost("storage", Money.of("0.01"));
        run.recordUsage(Usage.of("m", 1_000, 0));
        run.recordUsage(Usage.of("unpriced", 1_000, 0));

        assertThat(gateway.settled).containsExactly("storage - 10000", "m - 1000");
    }

    @Test
    void whereNothingIsEnforcedWhatRanIsTold() {
        gateway.answer = Exhausted::new;

        assertThat(ocr(run(policy(Unavailable.BLOCK).withMode(Mode.SHADOW))).executed())
                .isTrue();

        assertThat(gateway.settled).containsExactly("ocr - 300000");
    }

    @Test
    void anAnswerFromMemoryIsNotPaidTwice() {
        GuardRun run = run(Given.tool(
                policy(Unavailable.BLOCK),
                "pay",
                tool -> tool.effect(Effect.ONCE).cost(Money.of("1"))));
        run.call(ToolCall.of("pay", "{}"), arguments -> "paid");

        run.call(ToolCall.of("pay", "{}"), arguments -> "paid");

        assertThat(gateway.settled).containsExactly("pay r1 1000000");
    }
}
