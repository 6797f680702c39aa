package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store of effects that is full or cannot be reached refuses; it neither forgets nor lets pass. */
class FullLedgerTests {

    private static final int SIZE = 3;

    private final GuardPolicy derived =
            Given.tool("refund", tool -> tool.effect(Effect.ONCE)).withEffects(Effects.atMost(SIZE));
    private final GuardPolicy explicit = Given.tool(
                    "refund", tool -> tool.effect(Effect.ONCE).key("#orderId"))
            .withEffects(Effects.atMost(SIZE));

    @Test
    void aFullRunRefusesNewEffectsAndRemembersTheOld() {
        GuardRun run = Given.run(derived);
        for (int i = 0; i < SIZE; i++) {
            run.call(refund(i), arguments -> "done");
        }

        ToolOutcome outcome = run.call(refund(SIZE), arguments -> "done");

        assertThat(outcome.executed()).isFalse();
        assertThat(outcome.decision()).isInstanceOf(Decision.Block.class);
        assertThat(outcome.decision().reason()).isEqualTo(GuardReason.EFFECT_STORE_UNAVAILABLE);
        assertThat(run.check(refund(0))).isInstanceOf(Decision.Cache.class);
    }

    @Test
    void effectsWhoseTimeIsUpMakeRoom() {
        TestClock clock = new TestClock();
        GuardRun run = Given.guard(explicit.withEffects(Effects.atMost(SIZE)))
                .clock(clock)
                .build()
                .open(RunContext.anonymous());
        for (int i = 0; i < SIZE; i++) {
            run.call(refund(i), arguments -> "done");
            clock.advance(Duration.ofHours(1));
        }
        assertThat(run.check(refund(SIZE)).reason()).isEqualTo(GuardReason.EFFECT_STORE_UNAVAILABLE);

        clock.advance(Duration.ofHours(21));

        assertThat(run.call(refund(SIZE), arguments -> "done").executed()).isTrue();
        assertThat(run.check(refund(SIZE + 1)).reason()).isEqualTo(GuardReason.EFFECT_STORE_UNAVAILABLE);
        clock.advance(Duration.ofHours(1));
        assertThat(run.check(refund(SIZE + 1)).allowed()).isTrue();
    }

    @Test
    void effectsInDoubtAreNotForgottenForRoom() {
        GuardRun run = Given.run(explicit);
        for (int i = 0; i < SIZE; i++) {
            run.abandon(run.check(refund(i)).handle());
        }

        assertThat(run.check(refund(SIZE)).reason()).isEqualTo(GuardReason.EFFECT_STORE_UNAVAILABLE);
        assertThat(run.check(refund(0)).reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);
    }

    @Test
    void anEffectThatDidNotHappenMakesRoom() {
        GuardRun run = Given.run(Given.patient(derived));
        for (int i = 0; i < 10 * SIZE; i++) {
            run.record(run.check(refund(i)).handle(), ToolResult.failed("404"));
        }

        assertThat(run.check(refund(0)).allowed()).isTrue();
    }

    @Test
    void aFullStoreDoesNotKeepShadowedCallsFromRunning() {
        GuardRun run = Given.run(derived.withMode(Mode.SHADOW));
        for (int i = 0; i < 2 * SIZE; i++) {
            assertThat(run.call(refund(i), arguments -> "done").executed()).isTrue();
        }

        assertThat(run.report().wouldHave()).isEqualTo(SIZE);
    }

    @Test
    void callsWithoutEffectDoNotNeedTheStore() {
        GuardRun run = Given.run(derived);
        for (int i = 0; i < SIZE; i++) {
            run.call(refund(i), arguments -> "done");
        }

        assertThat(run.check(ToolCall.of("look", "{}")).allowed()).isTrue();
    }

    @Test
    void aStoreThatCannotBeReachedRefuses() {
        List<String> released = new ArrayList<>();
        EffectLedger unreachable = new DelegatingLedger(new InMemoryEffectLedger(10, new TestClock())) {
            @Override
            public Optional<EffectRecord> reserve(EffectKey key, Fingerprint arguments, String callId, String owner) {
                super.reserve(key, arguments, callId, owner);
                throw new IllegalStateException("the answer of the store was lost");
            }

            @Override
            public void release(EffectKey key, String callId) {
                super.release(key, callId);
                released.add(callId);
            }
        };
        GuardRun run = Given.guard(explicit).effects(unreachable).build().open(RunContext.anonymous());

        Decision decision = run.check(refund(1));

        assertThat(decision.reason()).isEqualTo(GuardReason.EFFECT_STORE_UNAVAILABLE);
        assertThat(released).hasSize(1);
        assertThat(run.report().open()).isZero();
    }

    @Test
    void theSizeIsPartOfTheComplaint() {
        InMemoryEffectLedger ledger = new InMemoryEffectLedger(1, new TestClock());
        GuardRun run = Given.run(explicit);
        Fingerprint any = run.fingerprints().keyId();
        ledger.reserve(key(any, "one"), any, "a", "me");

        assertThatThrownBy(() -> ledger.reserve(key(any, "two"), any, "b", "me"))
                .isInstanceOf(LedgerFullException.class)
                .hasMessageContaining("1");
    }

    private static EffectKey key(Fingerprint fingerprint, String holder) {
        return new EffectKey(EffectScope.TENANT, holder, "", ToolName.of("refund"), fingerprint);
    }

    private static ToolCall refund(int order) {
        return ToolCall.of("refund", "{\"orderId\":\"A-" + order + "\"}");
    }
}
