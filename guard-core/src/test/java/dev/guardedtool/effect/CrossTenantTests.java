package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One tenant's effect never answers for another's, and one case's never for another case. */
class CrossTenantTests {

    private static final ToolCall REFUND = ToolCall.of("refund", "{\"orderId\":\"1\"}");

    @Test
    void anExplicitKeyIsTheTenants() {
        Guard guard = guard(EffectScope.TENANT);

        assertThat(refund(guard.open(Given.tenant("acme")), "for acme")).isEqualTo("for acme");
        assertThat(refund(guard.open(Given.tenant("globex")), "for globex")).isEqualTo("for globex");
        assertThat(refund(guard.open(Given.tenant("acme")), "again")).isEqualTo("for acme");
    }

    @Test
    void conversationsOfTwoTenantsWithOneIdAreTwo() {
        Guard guard = guard(EffectScope.SESSION);

        assertThat(refund(guard.open(session("acme", "default")), "for acme")).isEqualTo("for acme");
        assertThat(refund(guard.open(session("globex", "default")), "for globex"))
                .isEqualTo("for globex");
        assertThat(refund(guard.open(session("acme", "default")), "again")).isEqualTo("for acme");
        assertThat(refund(guard.open(session("acme", "other")), "elsewhere")).isEqualTo("elsewhere");
    }

    @Test
    void noConversationIdForgesATenant() {
        Guard guard = guard(EffectScope.SESSION);
        refund(guard.open(session("acme", "s")), "for acme");

        assertThat(refund(guard.open(session(null, "4:acme:s")), "mine")).isEqualTo("mine");
        assertThat(refund(guard.open(session(null, "acme:s")), "mine")).isEqualTo("mine");
    }

    @Test
    void runsWithoutAConversationDoNotShare() {
        Guard guard = guard(EffectScope.SESSION);

        assertThat(refund(guard.open(Given.tenant("acme")), "one")).isEqualTo("one");
        assertThat(refund(guard.open(Given.tenant("acme")), "two")).isEqualTo("two");
    }

    @Test
    void derivedKeysAreKeptApartByTicket() {
        GuardRun run = Given.run(Given.tool("refund", tool -> tool.effect(Effect.ONCE)));

        assertThat(run.call(REFUND.withTicket("t-1"), arguments -> "one").payload())
                .isEqualTo("one");
        assertThat(run.call(REFUND.withTicket("t-2"), arguments -> "two").payload())
                .isEqualTo("two");
        assertThat(run.call(REFUND.withTicket("t-1"), arguments -> "three").payload())
                .isEqualTo("one");
    }

    @Test
    void aCallIdThatTwoRunsUseDoesNotMixUpTheirCalls() {
        EffectLedger ledger = new InMemoryEffectLedger(10, Clock.systemUTC());
        GuardPolicy policy = Given.tool(
                        "refund", tool -> tool.effect(Effect.ONCE).key("#orderId"))
                .withEffects(Effects.waiting(Duration.ZERO));
        Guard guard = Given.guard(policy).effects(ledger).build();
        GuardRun first = guard.open(Given.tenant("acme"));
        GuardRun second = guard.open(Given.tenant("acme"));
        ToolCall call = REFUND.withId("call_0");
        Decision given = first.check(call);
        first.abandon(given.handle());
        EffectRecord doubt = ledger.inDoubt(1).get(0);
        ledger.settle(doubt.key(), doubt.callId(), null, null);
        Decision taken = second.check(call);

        first.record(given.handle(), ToolResult.failed("404"));

        assertThat(taken.allowed()).isTrue();
        assertThat(guard.open(Given.tenant("acme")).check(call).allowed()).isFalse();
    }

    @Test
    void aReplayNamesTheCallThatBroughtTheAnswer() {
        Guard guard = guard(EffectScope.TENANT);
        GuardRun run = guard.open(Given.tenant("acme").withRunId("run-7"));
        run.record(run.check(REFUND.withId("call_0")).handle(), ToolResult.ok("done"));

        Decision.Cache here = (Decision.Cache) run.check(REFUND);
        Decision.Cache elsewhere =
                (Decision.Cache) guard.open(Given.tenant("acme")).check(REFUND);

        assertThat(here.callId()).isEqualTo("call_0");
        assertThat(elsewhere.callId()).isEqualTo("run-7/call_0");
    }

    private static Guard guard(EffectScope scope) {
        return Given.guard(Given.tool(
                        "refund",
                        tool -> tool.effect(Effect.ONCE).key("#orderId").effectScope(scope)))
                .build();
    }

    private static RunContext session(@Nullable String tenant, String session) {
        return RunContext.of(new Principal("somebody", Set.of(), tenant)).withSession(session);
    }

    private static @Nullable Object refund(GuardRun run, String answer) {
        ToolOutcome outcome = run.call(REFUND, arguments -> answer);
        return outcome.payload();
    }
}
