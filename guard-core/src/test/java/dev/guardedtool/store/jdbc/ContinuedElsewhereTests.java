package dev.guardedtool.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Money;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.FactProof;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolRate;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.Together;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When an instance is gone, another one knows what it spent, proved, tried and carried out, and goes on with its runs. */
@ExtendWith(Database.Stopped.class)
class ContinuedElsewhereTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private static final RunContext ANN =
            RunContext.of(new Principal("ann", Set.of(), "acme")).withSession("chat-1");

    private static final ToolCall LOOK = ToolCall.of("find_order", "{\"customer\":\"ann\"}");
    private static final ToolCall REFUND = refund("A-1");

    private static ToolCall refund(String order) {
        return ToolCall.of("refund", "{\"orderId\":\"" + order + "\"}");
    }

    private static ToolCall send(int number) {
        return ToolCall.of("send", "{\"number\":" + number + "}");
    }

    /** Ann may spend what three refunds cost, prove orders, and send twice an hour. */
    private static GuardPolicy policy() {
        GuardPolicy policy = GuardPolicy.defaults();
        BudgetLimit limit = new BudgetLimit(
                "per-user",
                BudgetLimit.Scope.PRINCIPAL,
                BudgetLimit.Window.NONE,
                ZoneOffset.UTC,
                Money.of("3"),
                null,
                null,
                null,
                0.99);
        policy = policy.withBudget(
                policy.budget().withShared(policy.budget().shared().withLimits(List.of(limit))));
        policy = Given.tool(
                policy,
                "find_order",
                tool -> tool.effect(Effect.READ).proves(List.of(FactProof.of("order", "#result"))));
        policy = Given.tool(
                policy,
                "refund",
                tool -> tool.effect(Effect.ONCE)
                        .key("#orderId")
                        .cost(Money.of("1"))
                        .requires(List.of(new FactRequirement("orderId", "order", "", false))));
        policy = Given.tool(policy, "try", tool -> tool.maxAttempts(2));
        return Given.tool(policy, "send", tool -> tool.rates(List.of(new ToolRate(2, HOUR, "principal"))));
    }

    private static ToolOutcome prove(GuardRun run, String order) {
        return run.call(ToolCall.of("find_order", "{\"id\":\"" + order + "\"}"), arguments -> "\"" + order + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void aRunGoesOnWhereItWas(Database database) throws Exception {
        String url = database.fresh();
        String runId;
        try (OneInstance first = new OneInstance(url, 2, policy())) {
            GuardRun run = first.guard.open(ANN);
            runId = run.runId();
            assertThat(run.call(LOOK, arguments -> "\"A-1\"").executed()).isTrue();
            assertThat(run.call(REFUND, arguments -> "refund 1").executed()).isTrue();
            assertThat(run.call(ToolCall.of("try", "{\"n\":1}"), arguments -> "no")
                            .executed())
                    .isTrue();
            first.runs.save(run.snapshot());
        }
        try (OneInstance second = new OneInstance(url, 2, policy())) {
            GuardRun run = second.guard.restore(second.runs.take(runId).orElseThrow(), ANN);

            assertThat(run.runId()).isEqualTo(runId);
            assertThat(run.report().executed()).isEqualTo(3);
            assertThat(run.call(REFUND, arguments -> "refund 2").payload()).isEqualTo("refund 1");
            assertThat(run.call(ToolCall.of("try", "{\"n\":2}"), arguments -> "no")
                            .executed())
                    .isTrue();
            assertThat(run.check(ToolCall.of("try", "{\"n\":3}")).reason()).isEqualTo(GuardReason.MAX_ATTEMPTS);
            assertThat(second.runs.take(runId))
                    .as("nobody else goes on with it")
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherRunKnowsWhatWasSpentProvedSentAndCarriedOut(Database database) throws Exception {
        String url = database.fresh();
        try (OneInstance first = new OneInstance(url, 2, policy())) {
            GuardRun run = first.guard.open(ANN);
            prove(run, "A-1");
            prove(run, "A-2");
            run.call(REFUND, arguments -> "refund 1");
            run.call(refund("A-2"), arguments -> "refund 2");
            run.call(send(1), arguments -> "sent");
        }
        try (OneInstance second = new OneInstance(url, 2, policy())) {
            GuardRun run = second.guard.open(ANN);

            assertThat(run.check(REFUND)).isInstanceOf(Decision.Cache.class);
            assertThat(run.check(refund("A-3")).reason()).isEqualTo(GuardReason.MISSING_FACT);
            prove(run, "A-3");
            prove(run, "A-4");
            assertThat(run.call(send(2), arguments -> "sent").executed()).isTrue();
            assertThat(run.check(send(3)).reason()).isEqualTo(GuardReason.RATE_LIMITED);
            assertThat(run.call(refund("A-3"), arguments -> "refund 3").executed())
                    .isTrue();
            assertThat(run.check(refund("A-4")).reason()).isEqualTo(GuardReason.COST_BUDGET_EXCEEDED);
        }
    }

    /** Money is set aside by an instance that dies before it says what was spent. */
    @ParameterizedTest
    @EnumSource
    void whatADeadInstanceSetAsideIsThereAgain(Database database) throws Exception {
        String url = database.fresh();
        GuardPolicy policy = policy();
        try (OneInstance first = new OneInstance(url, 2, policy)) {
            GuardRun run = first.guard.open(ANN);
            prove(run, "A-4");
            for (String order : List.of("A-1", "A-2", "A-3")) {
                prove(run, order);
                assertThat(run.check(refund(order)).allowed()).isTrue();
            }
        }
        try (OneInstance second = new OneInstance(url, 2, policy)) {
            GuardRun run = second.guard.open(ANN);
            assertThat(run.check(refund("A-4")).reason()).isEqualTo(GuardReason.COST_BUDGET_EXCEEDED);

            try (HikariDataSource pool = Database.pool(url, 1)) {
                database.age(pool, policy.budget().shared().lease().plusSeconds(1));
            }

            prove(run, "A-5");
            assertThat(run.call(refund("A-5"), arguments -> "refund 5").executed())
                    .isTrue();
        }
    }

    /** The instances' own clocks differ by minutes. */
    @ParameterizedTest
    @EnumSource
    void clocksThatDifferDoNotMatter(Database database) throws Exception {
        String url = database.fresh();
        Clock fast = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(50));
        Clock slow = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-50));
        try (OneInstance first = new OneInstance(url, 2, policy(), slow);
                OneInstance second = new OneInstance(url, 2, policy(), fast)) {
            GuardRun run = first.guard.open(ANN);
            GuardRun other = second.guard.open(ANN);
            prove(run, "A-1");
            assertThat(run.check(REFUND).allowed()).isTrue();

            assertThat(other.check(send(1)).allowed()).isTrue();
            assertThat(run.check(send(2)).allowed()).isTrue();
            assertThat(other.check(send(3)).reason()).isEqualTo(GuardReason.RATE_LIMITED);
            assertThat(run.check(send(4)).reason()).isEqualTo(GuardReason.RATE_LIMITED);
            assertThat(second.budgets.recover()).isEmpty();
            prove(other, "A-2");
            assertThat(other.check(refund("A-2")).allowed()).as("proven there").isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sixtyFourClientsOfTwoInstancesNeverSpendMoreThanTheLimit(Database database) throws Exception {
        String url = database.fresh();
        GuardPolicy policy = Given.tool(policy(), "ocr", tool -> tool.cost(Money.of("0.1")));
        try (OneInstance first = new OneInstance(url, 6, policy);
                OneInstance second = new OneInstance(url, 6, policy)) {
            List<Integer> executed = Together.run(64, client -> {
                GuardRun run = (client % 2 == 0 ? first : second).guard.open(ANN);
                int mine = 0;
                for (int page = 0; page < 3; page++) {
                    ToolCall call = ToolCall.of("ocr", "{\"page\":\"" + client + "-" + page + "\"}");
                    ToolOutcome outcome = run.call(call, arguments -> "text");
                    assertThat(outcome.executed() || outcome.decision().reason() == GuardReason.COST_BUDGET_EXCEEDED)
                            .as("%s", outcome.decision())
                            .isTrue();
                    mine += outcome.executed() ? 1 : 0;
                }
                return mine;
            });

            assertThat(executed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(30);
            assertThat(first.budgets.balances("per-user", "", 10))
                    .singleElement()
                    .satisfies(balance -> {
                        assertThat(balance.used().micros()).isEqualTo(3_000_000);
                        assertThat(balance.reserved().micros()).isZero();
                    });
        }
    }
}
