package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A process that lives keeps what it holds, and tells in the end what a ledger could not be told before. */
class LeasesTests {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Fingerprint ARGUMENTS = Fingerprint.parse("a".repeat(64));

    private final TestClock clock = new TestClock();
    private final EffectLedger memory = new InMemoryEffectLedger(100, clock, LEASE);
    private final Unsteady ledger = new Unsteady(memory);
    private final Deque<Runnable> beats = new ArrayDeque<>();
    private final Leases leases = new Leases(ledger, "me", (pause, beat) -> {
        assertThat(pause).isEqualTo(LEASE.dividedBy(3));
        beats.add(beat);
    });
    private final EffectClaim claim = claim("one");

    /** A ledger that can be cut off, before or after it did what it was asked for. */
    private static final class Unsteady extends DelegatingLedger {

        private boolean away;
        private boolean answersLost;

        Unsteady(EffectLedger ledger) {
            super(ledger);
        }

        private void reach() {
            if (away) {
                throw new IllegalStateException("the store is away");
            }
        }

        @Override
        public Optional<EffectRecord> reserve(EffectKey key, Fingerprint arguments, String callId, String owner) {
            reach();
            Optional<EffectRecord> known = super.reserve(key, arguments, callId, owner);
            away |= answersLost;
            reach();
            return known;
        }

        @Override
        public boolean complete(EffectKey key, String callId, ToolResult answer, @Nullable Duration ttl) {
            reach();
            return super.complete(key, callId, answer, ttl);
        }

        @Override
        public void release(EffectKey key, String callId) {
            reach();
            super.release(key, callId);
        }

        @Override
        public int renew(String owner) {
            reach();
            return super.renew(owner);
        }
    }

    private EffectClaim claim(String callId) {
        return new EffectClaim(leases, EffectLedgerContract.key(callId), callId, true);
    }

    private void beat() {
        clock.advance(LEASE.dividedBy(3));
        assertThat(beats).hasSize(1);
        beats.remove().run();
    }

    private EffectState state(EffectClaim of) {
        return memory.find(of.key()).map(EffectRecord::state).orElse(null);
    }

    @Test
    void aLongCallKeepsItsEffect() {
        claim.take(ARGUMENTS);

        for (int i = 0; i < 100; i++) {
            beat();
        }

        assertThat(state(claim)).isEqualTo(EffectState.RESERVED);
    }

    @Test
    void nothingRunsWhileNothingIsHeld() {
        assertThat(beats).isEmpty();
        claim.take(ARGUMENTS);
        claim.complete(ToolResult.ok("done"), null);

        beat();

        assertThat(beats).isEmpty();
        claim("two").take(ARGUMENTS);
        assertThat(beats).hasSize(1);
    }

    @Test
    void anOutcomeThatCouldNotBeToldIsToldLater() {
        claim.take(ARGUMENTS);
        ledger.away = true;
        claim.complete(ToolResult.ok("done"), null);
        beat();
        beat();
        beat();
        assertThat(state(claim)).isEqualTo(EffectState.UNKNOWN);

        ledger.away = false;
        beat();

        assertThat(state(claim)).isEqualTo(EffectState.EXECUTED);
        assertThat(beats).isEmpty();
    }

    @Test
    void aReservationWhoseAnswerWasLostIsGivenBack() {
        ledger.answersLost = true;
        assertThatIllegalStateException().isThrownBy(() -> claim.take(ARGUMENTS));
        assertThat(state(claim)).isEqualTo(EffectState.RESERVED);

        ledger.answersLost = false;
        ledger.away = false;
        beat();

        assertThat(state(claim)).isNull();
    }

    @Test
    void whatCannotBeToldAtAllDoesNotKeepTheRestBack() {
        claim.take(ARGUMENTS);
        EffectClaim other = claim("two");
        other.take(ARGUMENTS);
        leases.tell("one", () -> {
            throw new IllegalStateException("never");
        });
        ledger.away = true;
        other.complete(ToolResult.ok("done"), null);
        ledger.away = false;

        beat();
        beat();

        assertThat(state(other)).isEqualTo(EffectState.EXECUTED);
    }

    @Test
    void nothingIsRenewedOnceTheGuardIsClosed() {
        claim.take(ARGUMENTS);

        leases.close();
        beat();

        assertThat(beats).isEmpty();
        clock.advance(LEASE);
        assertThat(state(claim)).isEqualTo(EffectState.UNKNOWN);
    }

    @Test
    void whatCouldNotBeToldIsToldWhenTheGuardIsClosed() {
        claim.take(ARGUMENTS);
        ledger.away = true;
        claim.complete(ToolResult.ok("done"), null);
        ledger.away = false;

        leases.close();

        assertThat(state(claim)).isEqualTo(EffectState.EXECUTED);
    }

    @Test
    void nothingIsTriedAgainOnceTheGuardIsClosed() {
        leases.close();
        claim.take(ARGUMENTS);
        ledger.away = true;

        claim.complete(ToolResult.ok("done"), null);

        assertThat(beats).isEmpty();
        assertThat(state(claim)).isEqualTo(EffectState.RESERVED);
    }

    @Test
    void callsOfTheSameIdAreToldApart() {
        var policy = Given.tool("refund", tool -> tool.effect(Effect.ONCE).key("#orderId"))
                .withEffects(Effects.waiting(Duration.ZERO));
        var run = Given.guard(policy).effects(ledger).build().open(Given.tenant("acme"));
        ToolCall call = ToolCall.of("refund", "{\"orderId\":\"A-1\"}").withId("call_0");
        assertThat(run.check(call).allowed()).isTrue();

        ledger.answersLost = true;
        assertThat(run.check(call).reason()).isEqualTo(GuardReason.EFFECT_STORE_UNAVAILABLE);
        ledger.answersLost = false;
        ledger.away = false;

        assertThat(run.check(call).reason()).isEqualTo(GuardReason.EFFECT_IN_PROGRESS);
    }
}
