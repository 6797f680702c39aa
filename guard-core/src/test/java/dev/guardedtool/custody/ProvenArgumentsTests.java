package dev.guardedtool.custody;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.FactScope;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.CustodyPolicy;
import dev.guardedtool.policy.FactProof;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tool is called with what another tool proved, or not at all. */
class ProvenArgumentsTests {

    private static final String ORDERS = "[{\"id\":\"o-1\"},{\"id\":\"o-2\"},{\"id\":7}]";
    private static final RunContext ANN =
            RunContext.of(Principal.of("ann")).withSession("talk-1").withRunId("run-1");

    private final TestClock clock = new TestClock();

    private Guard guard(FactScope scope, FactRequirement requirement) {
        return guard(GuardPolicy.defaults(), scope, requirement);
    }

    private Guard guard(GuardPolicy policy, FactScope scope, FactRequirement requirement) {
        GuardPolicy proving = Given.tool(
                policy,
                "list_orders",
                tool -> tool.proves(List.of(new FactProof("order_id", "#result.![id]", scope, null))));
        return Given.guard(Given.tool(proving, "refund", tool -> tool.requires(List.of(requirement))))
                .clock(clock)
                .build();
    }

    private Guard guard() {
        return guard(FactScope.SESSION, FactRequirement.of("orderId", "order_id"));
    }

    private static List<Warning> prove(GuardRun run, @Nullable String orders) {
        return run.call(ToolCall.of("list_orders", "{}"), arguments -> orders).warnings();
    }

    private static Decision refund(GuardRun run, String arguments) {
        return run.check(ToolCall.of("refund", arguments));
    }

    private static String refundOf(String value) {
        return "{\"orderId\":" + value + "}";
    }

    @Test
    void whatWasProvenPassesAndNothingElse() {
        GuardRun run = guard().open(ANN);
        assertThat(refund(run, refundOf("\"o-1\"")).reason()).isEqualTo(GuardReason.MISSING_FACT);

        prove(run, ORDERS);

        assertThat(refund(run, refundOf("\"o-1\"")).allowed()).isTrue();
        assertThat(refund(run, refundOf("\"o-3\"")).reason()).isEqualTo(GuardReason.MISSING_FACT);
    }

    @Test
    void theModelIsToldWhatToCallFirst() {
        Decision refusal = refund(guard().open(ANN), refundOf("\"stolen\""));

        assertThat(refusal.text()).contains("orderId").contains("call list_orders first");
        assertThat(refusal.text()).doesNotContain("stolen");
    }

    @Test
    void aHintTakesThePlaceOfTheTools() {
        FactRequirement hinted = new FactRequirement("orderId", "order_id", "Ask which order.", false);

        assertThat(refund(guard(FactScope.RUN, hinted).open(ANN), "{}").text()).contains("Ask which order.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"orderId\":null}",
                "{\"orderId\":\"\"}",
                "{\"orderId\":\" \"}",
                "{\"orderId\":[]}",
                "{\"orderId\":{}}",
                "{\"orderId\":{\"id\":\"o-1\"}}",
                "{\"orderID\":\"o-1\"}",
                "{\"orderId\":\"NaN\"}",
                "{\"orderId\":\"None\"}",
                "{\"orderId\":\"null\"}",
                "{\"orderId\":[\"o-1\",null]}",
                "{\"orderId\":[\"o-1\",\"o-3\"]}",
                "{\"orderId\":{\"id\":\"o-1\",\"too\":\"o-3\"}}",
                "{\"orderId\":\"O-1\"}",
                "{\"orderId\":\"o-1 \"}",
                "\"o-1\""
            })
    void absentEmptyAndOtherValuesAreRefused(String arguments) {
        GuardRun run = guard().open(ANN);
        prove(run, "[{\"id\":\"o-1\"},{\"id\":null},{\"id\":\"\"}]");

        assertThat(refund(run, arguments).allowed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "7.0", "\"7\"", "[\"o-1\",\"o-2\",7]", "[[\"o-1\"]]"})
    void valuesAreComparedByWhatTheyAmountTo(String value) {
        GuardRun run = guard().open(ANN);
        prove(run, ORDERS);

        assertThat(refund(run, refundOf(value)).allowed()).isTrue();
    }

    @Test
    void kindAndValueAreKeptApart() {
        GuardPolicy policy = Given.tool(
                Given.tool("tags", tool -> tool.proves(List.of(FactProof.of("order", "#result")))),
                "refund",
                tool -> tool.requires(List.of(FactRequirement.of("orderId", "order:id"))));
        GuardRun run = Given.guard(policy).build().open(ANN);
        run.call(ToolCall.of("tags", "{}"), arguments -> "id:5");

        assertThat(refund(run, refundOf("\"5\"")).reason()).isEqualTo(GuardReason.MISSING_FACT);
    }

    @ParameterizedTest
    @CsvSource({
        "order.id, '{\"order\":{\"id\":\"o-1\"}}', true",
        "order.id, '{\"order\":{\"id\":\"o-3\"}}', false",
        "order.id, '{\"order.id\":\"o-1\"}', false",
        "items.id, '{\"items\":[{\"id\":\"o-1\"},{\"id\":\"o-2\"}]}', true",
        "items.id, '{\"items\":[{\"id\":\"o-1\"},{\"id\":\"o-3\"}]}', false",
        "items.id, '{\"items\":[{\"id\":\"o-1\"},{}]}', false",
        "items.id, '{\"items\":[]}', false"
    })
    void nestedValuesAreFoundByPath(String path, String arguments, boolean passes) {
        GuardRun run =
                guard(FactScope.SESSION, FactRequirement.of(path, "order_id")).open(ANN);
        prove(run, ORDERS);

        assertThat(refund(run, arguments).allowed()).isEqualTo(passes);
    }

    @Test
    void factsExpire() {
        GuardRun run = guard().open(ANN);
        prove(run, ORDERS);

        clock.advance(Duration.ofSeconds(299));
        assertThat(refund(run, refundOf("\"o-1\"")).allowed()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(refund(run, refundOf("\"o-2\"")).reason()).isEqualTo(GuardReason.MISSING_FACT);
    }

    @ParameterizedTest
    @CsvSource({
        "RUN, run-1, talk-1, ann, true",
        "RUN, run-2, talk-1, ann, false",
        "SESSION, run-2, talk-1, ann, true",
        "SESSION, run-2, talk-2, ann, false",
        "SESSION, run-2, talk-1, bob, false",
        "SESSION, run-1, talk-1, bob, false",
        "PRINCIPAL, run-2, talk-2, ann, true",
        "PRINCIPAL, run-1, talk-1, bob, false"
    })
    void factsHoldWithinTheirScope(FactScope scope, String run, String session, String who, boolean holds) {
        Guard guard = guard(scope, FactRequirement.of("orderId", "order_id"));
        prove(guard.open(ANN), ORDERS);

        RunContext other = RunContext.of(Principal.of(who)).withSession(session).withRunId(run);
        assertThat(refund(guard.open(other), refundOf("\"o-1\"")).allowed()).isEqualTo(holds);
    }

    @ParameterizedTest
    @EnumSource(FactScope.class)
    void factsOfTenantsAreKeptApart(FactScope scope) {
        Guard guard = guard(scope, FactRequirement.of("orderId", "order_id"));
        prove(guard.open(ANN.withPrincipal(Principal.of("ann").withTenant("a"))), ORDERS);

        RunContext other = ANN.withPrincipal(Principal.of("ann").withTenant("b"));
        assertThat(refund(guard.open(other), refundOf("\"o-1\"")).allowed()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(FactScope.class)
    void whatNobodySignedInProvedHoldsForNobodyElse(FactScope scope) {
        Guard guard = guard(scope, FactRequirement.of("orderId", "order_id"));
        prove(guard.open(RunContext.anonymous()), ORDERS);

        assertThat(refund(guard.open(RunContext.anonymous()), refundOf("\"o-1\""))
                        .allowed())
                .isFalse();
    }

    @Test
    void whatAFailedToolSaidProvesNothing() {
        GuardRun run = guard().open(ANN);
        run.call(
                ToolCall.of("list_orders", "{}"),
                arguments -> ToolResult.failed("503").withPayload(ORDERS));

        assertThat(refund(run, refundOf("\"o-1\"")).allowed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":\"none\"}", "[{\"name\":\"x\"}]", "[{\"id\":{\"deep\":1}}]", "not json"})
    void anAnswerThatCannotBeReadProvesNothingVisibly(String answer) {
        assertThat(prove(guard().open(ANN), answer))
                .singleElement()
                .returns(GuardReason.FACTS_NOT_KEPT, Warning::reason);
    }

    @Test
    void anAnswerWithTooManyValuesProvesNoneOfThem() {
        GuardPolicy policy = GuardPolicy.defaults().withCustody(new CustodyPolicy(Duration.ofMinutes(1), 100, 2, 0));
        GuardRun run = guard(policy, FactScope.SESSION, FactRequirement.of("orderId", "order_id"))
                .open(ANN);

        assertThat(prove(run, ORDERS)).hasSize(1);
        assertThat(refund(run, refundOf("\"o-1\"")).allowed()).isFalse();
    }

    @Test
    void aFullStoreTakesNothingNewAndForgetsNothing() {
        GuardPolicy policy = GuardPolicy.defaults().withCustody(new CustodyPolicy(Duration.ofMinutes(1), 3, 10, 0));
        GuardRun run = guard(policy, FactScope.SESSION, FactRequirement.of("orderId", "order_id"))
                .open(ANN);
        assertThat(prove(run, ORDERS)).isEmpty();

        assertThat(prove(run, "[{\"id\":\"o-1\"},{\"id\":\"new\"}]"))
                .singleElement()
                .returns(GuardReason.FACTS_NOT_KEPT, Warning::reason);
        assertThat(refund(run, refundOf("\"new\"")).allowed()).isFalse();
        assertThat(refund(run, refundOf("\"o-1\"")).allowed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"WARN", "SHADOW"})
    void whatRanInSpiteOfARefusalProvesAsWell(Mode mode) {
        Guard guard = guard(
                GuardPolicy.defaults().withMode(mode), FactScope.SESSION, FactRequirement.of("orderId", "order_id"));
        GuardRun run = guard.open(ANN);
        assertThat(refund(run, refundOf("\"o-1\"")).allowed()).isTrue();
        prove(run, ORDERS);

        Decision later = refund(run, refundOf("\"o-1\""));
        assertThat(((Decision.Allow) later).instead()).isNull();
    }

    @Test
    void stepsThatWereNotTakenAreNamed() {
        GuardPolicy policy = Given.tool(
                Given.tool("verify", tool -> tool.effectWhen("#result.ok")),
                "pay",
                tool -> tool.requiresCalls(List.of(ToolName.of("verify"), ToolName.of("quote"))));
        Guard guard = Given.guard(policy).build();
        GuardRun run = guard.open(ANN);
        run.call(ToolCall.of("quote", "{}"), arguments -> "12 EUR");
        run.call(ToolCall.of("verify", "{}"), arguments -> "{\"ok\":false}");

        Decision refusal = run.check(ToolCall.of("pay", "{}"));
        assertThat(refusal.reason()).isEqualTo(GuardReason.MISSING_STEP);
        assertThat(refusal.explanation().detail()).isEqualTo("verify");

        run.call(ToolCall.of("verify", "{\"again\":1}"), arguments -> "{\"ok\":true}");
        assertThat(run.check(ToolCall.of("pay", "{}")).allowed()).isTrue();
        GuardRun restored = guard.restore(run.snapshot(), ANN);
        assertThat(restored.check(ToolCall.of("pay", "{}")).allowed()).isTrue();
        assertThat(guard.open(ANN.withRunId("run-2"))
                        .check(ToolCall.of("pay", "{}"))
                        .allowed())
                .isFalse();
    }

    @Test
    void aFactThatIsOnlyGoodOnceIsUsedUp() {
        GuardRun run = guard(FactScope.SESSION, new FactRequirement("orderId", "order_id", "", true))
                .open(ANN);
        prove(run, ORDERS);

        Decision first = refund(run, refundOf("[\"o-1\",\"o-2\"]"));
        assertThat(first.allowed()).isTrue();
        assertThat(refund(run, refundOf("\"o-1\"")).reason()).isEqualTo(GuardReason.MISSING_FACT);
        run.record(first.handle(), ToolResult.ok("done"));

        assertThat(refund(run, refundOf("\"o-2\"")).reason()).isEqualTo(GuardReason.MISSING_FACT);
        assertThat(refund(run, refundOf("7")).allowed()).isTrue();
    }

    @Test
    void aCallWithoutEffectGivesItsFactsBack() {
        GuardRun run = guard(
                        Given.patient(GuardPolicy.defaults()),
                        FactScope.SESSION,
                        new FactRequirement("orderId", "order_id", "", true))
                .open(ANN);
        prove(run, ORDERS);

        run.record(
                refund(run, refundOf("\"o-1\"")).handle(),
                ToolResult.failed("400").withEffectExecuted(false));
        Decision second = refund(run, refundOf("\"o-1\""));
        assertThat(second.reason()).isEqualTo(GuardReason.ALLOW);

        run.record(second.handle(), ToolResult.failed("timeout"));
        assertThat(refund(run, refundOf("\"o-1\"")).allowed()).isFalse();
    }

    @Test
    void aRefusalBehindUsesNothingUp() {
        GuardPolicy policy = Given.tool(
                Given.tool("list_orders", tool -> tool.proves(List.of(FactProof.of("order_id", "#result.![id]")))),
                "refund",
                tool -> tool.requires(List.of(new FactRequirement("orderId", "order_id", "", true)))
                        .maxCalls(0));
        InMemoryFactStore store = new InMemoryFactStore(10, clock);
        GuardRun run = Given.guard(policy).clock(clock).facts(store).build().open(ANN);
        prove(run, ORDERS);
        Guard lenient = Given.guard(Given.tool(
                        "refund", tool -> tool.requires(List.of(new FactRequirement("orderId", "order_id", "", true)))))
                .facts(store)
                .build();

        assertThat(refund(run, refundOf("\"o-1\"")).reason()).isEqualTo(GuardReason.MAX_CALLS_PER_TOOL);

        assertThat(refund(lenient.open(ANN), refundOf("\"o-1\"")).allowed()).isTrue();
    }

    @Test
    void aStoreThatFailsRefuses() {
        Guard guard = Given.guard(
                        Given.tool("refund", tool -> tool.requires(List.of(FactRequirement.of("orderId", "order_id")))))
                .facts(new BrokenFactStore())
                .build();

        assertThat(refund(guard.open(ANN), refundOf("\"o-1\"")).reason()).isEqualTo(GuardReason.FACT_STORE_UNAVAILABLE);
    }

    /** Cannot be reached. */
    private static final class BrokenFactStore implements FactStore {

        @Override
        public void mint(Collection<FactKey> facts, Duration ttl) {
            throw new IllegalStateException("down");
        }

        @Override
        public Set<FactKey> find(Collection<FactKey> facts) {
            throw new IllegalStateException("down");
        }

        @Override
        public boolean consume(Collection<FactKey> facts, String owner) {
            throw new IllegalStateException("down");
        }

        @Override
        public void giveBack(Collection<FactKey> facts, String owner) {
            throw new IllegalStateException("down");
        }
    }
}
