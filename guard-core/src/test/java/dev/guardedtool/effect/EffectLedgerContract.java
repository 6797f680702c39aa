package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.testing.OddNames;
import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every ledger promises. */
public abstract class EffectLedgerContract {

    /** The lease of the ledgers that are tested; time stands still but for {@link #advance}. */
    protected static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration TTL = Duration.ofHours(1);
    private static final Fingerprint ARGUMENTS = Fingerprint.parse("a".repeat(64));
    private static final ToolResult DONE = ToolResult.ok("done");

    private final EffectKey key = key("A-1");

    /** An empty ledger, the same for the whole of a test. */
    protected abstract EffectLedger ledger();

    /** The ledger as another process sees it. */
    protected abstract EffectLedger elsewhere();

    /** Lets that much time pass for the ledger. */
    protected abstract void advance(Duration time) throws Exception;

    /** The key of an effect. */
    protected static EffectKey key(String holder) {
        return new EffectKey(
                EffectScope.TENANT, holder, "case 7", ToolName.of("refund"), Fingerprint.parse("b".repeat(64)));
    }

    private boolean reserve(EffectKey what, String callId) {
        return ledger().reserve(what, ARGUMENTS, callId, "owner of " + callId).isEmpty();
    }

    @Test
    void aFreeKeyIsTakenAndSaysByWhom() {
        assertThat(reserve(key, "one")).isTrue();

        EffectRecord known = ledger().reserve(key, Fingerprint.parse("c".repeat(64)), "two", "other")
                .orElseThrow();
        assertThat(known.key()).isEqualTo(key);
        assertThat(known.state()).isEqualTo(EffectState.RESERVED);
        assertThat(known.arguments()).isEqualTo(ARGUMENTS);
        assertThat(known.callId()).isEqualTo("one");
        assertThat(known.owner()).isEqualTo("owner of one");
        assertThat(known.answer()).isNull();
        assertThat(elsewhere().find(key)).contains(known);
    }

    @ParameterizedTest
    @MethodSource("otherKeys")
    void everyPartOfAKeyTellsEffectsApart(EffectKey other) {
        reserve(key, "one");

        assertThat(reserve(other, "two")).isTrue();
        assertThat(ledger().find(key).orElseThrow().callId()).isEqualTo("one");
    }

    static Stream<EffectKey> otherKeys() {
        EffectKey key = key("A-1");
        ToolName tool = ToolName.of("case 7refund");
        return Stream.of(
                new EffectKey(EffectScope.SESSION, key.holder(), key.ticket(), key.tool(), key.key()),
                new EffectKey(key.scope(), "", key.ticket(), key.tool(), key.key()),
                new EffectKey(key.scope(), key.holder() + "case", " 7", key.tool(), key.key()),
                new EffectKey(key.scope(), key.holder(), "", tool, key.key()),
                new EffectKey(key.scope(), key.holder(), key.ticket(), key.tool(), ARGUMENTS));
    }

    @Test
    void whateverIsInANameIsAnEffectOfItsOwn() {
        List<EffectKey> keys = OddNames.ALL.stream()
                .map(name -> new EffectKey(EffectScope.SESSION, name, name, ToolName.of(name), ARGUMENTS))
                .toList();
        for (int i = 0; i < keys.size(); i++) {
            assertThat(reserve(keys.get(i), "call " + i)).isTrue();
        }

        for (int i = 0; i < keys.size(); i++) {
            EffectRecord known = elsewhere().find(keys.get(i)).orElseThrow();
            assertThat(known.key()).isEqualTo(keys.get(i));
            assertThat(known.callId()).isEqualTo("call " + i);
        }
    }

    @Test
    void oneOfManyAtOnceTakesTheKey() throws Exception {
        for (int round = 0; round < 20; round++) {
            EffectKey contested = key("round " + round);

            List<Boolean> taken = Together.run(
                    8,
                    thread -> (thread % 2 == 0 ? ledger() : elsewhere())
                            .reserve(contested, ARGUMENTS, "call " + thread, "owner " + thread)
                            .isEmpty());

            assertThat(taken).filteredOn(won -> won).hasSize(1);
            int winner = taken.indexOf(true);
            assertThat(ledger().find(contested).orElseThrow().callId()).isEqualTo("call " + winner);
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void theAnswerOfAnExecutedEffectIsKept(ToolResult answer) {
        reserve(key, "one");

        assertThat(ledger().complete(key, "one", answer, TTL)).isTrue();

        EffectRecord known = elsewhere().find(key).orElseThrow();
        assertThat(known.state()).isEqualTo(EffectState.EXECUTED);
        assertThat(known.answer()).isEqualTo(answer);
        assertThat(reserve(key, "two")).isFalse();
    }

    static Stream<ToolResult> answers() {
        return Stream.of(
                DONE,
                ToolResult.ok(null),
                ToolResult.ok(""),
                ToolResult.ok("Gr\u00fc\u00dfe \ud83d\ude00 \u0000 \ud800"),
                ToolResult.ok("x".repeat(100_000)),
                ToolResult.ok(true),
                ToolResult.failedAfterEffect("timeout"),
                ToolResult.failed(null).withEffectExecuted(true));
    }

    @Test
    void whoDidNotTakeTheKeyChangesNothing() {
        reserve(key, "one");

        assertThat(ledger().complete(key, "two", DONE, TTL)).isFalse();
        ledger().release(key, "two");
        ledger().markUnknown(key, "two");
        assertThat(ledger().complete(key("free"), "one", DONE, TTL)).isFalse();
        ledger().markUnknown(key("free"), "one");

        assertThat(ledger().find(key).orElseThrow().state()).isEqualTo(EffectState.RESERVED);
        assertThat(ledger().find(key("free"))).isEmpty();
    }

    @Test
    void aReleasedKeyIsFree() {
        reserve(key, "one");

        ledger().release(key, "one");
        ledger().release(key, "one");

        assertThat(ledger().find(key)).isEmpty();
        assertThat(reserve(key, "two")).isTrue();
        ledger().release(key, "one");
        assertThat(ledger().find(key)).isPresent();
    }

    @Test
    void whatIsExecutedStaysExecuted() {
        reserve(key, "one");
        ledger().complete(key, "one", DONE, TTL);

        assertThat(ledger().complete(key, "one", ToolResult.ok("again"), TTL)).isTrue();
        ledger().release(key, "one");
        ledger().markUnknown(key, "one");

        assertThat(ledger().find(key).orElseThrow().answer()).isEqualTo(DONE);
    }

    @Test
    void aCallThatWasGivenUpMayStillSayWhatHappened() {
        reserve(key, "one");
        reserve(key("other"), "two");
        ledger().markUnknown(key, "one");
        ledger().markUnknown(key("other"), "two");

        ledger().release(key, "one");

        assertThat(reserve(key, "three")).isTrue();
        assertThat(ledger().complete(key("other"), "two", DONE, TTL)).isTrue();
        assertThat(ledger().inDoubt(10)).isEmpty();
    }

    @Test
    void anExecutedEffectIsForgottenWhenItsTimeIsUp() throws Exception {
        reserve(key, "one");
        ledger().complete(key, "one", DONE, TTL);
        reserve(key("for ever"), "two");
        ledger().complete(key("for ever"), "two", DONE, null);

        advance(TTL.minusMinutes(1));
        assertThat(reserve(key, "three")).isFalse();
        advance(Duration.ofMinutes(2));

        assertThat(ledger().find(key)).isEmpty();
        assertThat(reserve(key, "three")).isTrue();
        assertThat(reserve(key("for ever"), "four")).isFalse();
        assertThat(ledger().complete(key, "one", DONE, TTL)).isFalse();
    }

    @Test
    void aDeadOwnersEffectIsInDoubtAndNotTakenAgain() throws Exception {
        reserve(key, "one");
        advance(LEASE.minusMinutes(1));
        assertThat(elsewhere().find(key).orElseThrow().state()).isEqualTo(EffectState.RESERVED);

        advance(Duration.ofMinutes(2));

        assertThat(elsewhere().find(key).orElseThrow().state()).isEqualTo(EffectState.UNKNOWN);
        assertThat(ledger().reserve(key, ARGUMENTS, "two", "other")
                        .orElseThrow()
                        .state())
                .isEqualTo(EffectState.UNKNOWN);
        assertThat(elsewhere().inDoubt(10)).extracting(EffectRecord::callId).containsExactly("one");
        advance(Duration.ofDays(10_000));
        assertThat(reserve(key, "three")).isFalse();
    }

    @Test
    void anOwnerThatIsHeardOfIsAlive() throws Exception {
        reserve(key, "one");
        reserve(key("other"), "two");
        advance(LEASE.minusMinutes(1));

        assertThat(elsewhere().renew("owner of one")).isEqualTo(1);
        advance(LEASE.minusMinutes(1));

        assertThat(ledger().inDoubt(10)).extracting(EffectRecord::callId).containsExactly("two");
        assertThat(ledger().renew("owner of two")).isEqualTo(1);
        assertThat(ledger().inDoubt(10)).isEmpty();
        assertThat(ledger().renew("nobody")).isZero();
    }

    @Test
    void anOwnerThatCameBackMaySayWhatHappened() throws Exception {
        reserve(key, "one");
        advance(LEASE.plusMinutes(1));

        assertThat(ledger().complete(key, "one", DONE, TTL)).isTrue();

        assertThat(ledger().find(key).orElseThrow().answer()).isEqualTo(DONE);
    }

    @Test
    void aDoubtIsSettledAsHappened() {
        reserve(key, "one");
        ledger().markUnknown(key, "one");

        assertThat(elsewhere().settle(key, "one", ToolResult.ok("found"), TTL)).isTrue();

        assertThat(ledger().find(key).orElseThrow().answer()).isEqualTo(ToolResult.ok("found"));
        assertThat(elsewhere().settle(key, "one", null, null)).isFalse();
        assertThat(ledger().complete(key, "one", DONE, TTL)).isTrue();
    }

    @Test
    void aDoubtIsSettledAsNotHappened() throws Exception {
        reserve(key, "one");
        advance(LEASE.plusMinutes(1));

        assertThat(ledger().settle(key, "one", null, null)).isTrue();

        assertThat(reserve(key, "two")).isTrue();
        assertThat(ledger().complete(key, "one", DONE, TTL)).isFalse();
        assertThat(ledger().find(key).orElseThrow().callId()).isEqualTo("two");
    }

    @Test
    void onlyTheDoubtThatWasLookedAtIsSettled() {
        reserve(key, "one");
        assertThat(ledger().settle(key, "one", null, null)).isFalse();
        ledger().markUnknown(key, "one");

        assertThat(ledger().settle(key, "two", null, null)).isFalse();
        assertThat(ledger().settle(key("free"), "one", DONE, null)).isFalse();

        assertThat(ledger().inDoubt(10)).hasSize(1);
    }

    @Test
    void theOldestDoubtsComeFirst() {
        IntStream.range(0, 5).forEach(i -> {
            reserve(key("key " + i), "call " + i);
            ledger().markUnknown(key("key " + i), "call " + i);
        });

        assertThat(ledger().inDoubt(2)).extracting(EffectRecord::callId).containsExactly("call 0", "call 1");
        assertThat(ledger().inDoubt(10)).hasSize(5);
    }

    @Test
    void nobodyWaitsForWhatIsDecided() throws Exception {
        assertThat(ledger().await(key, TTL)).isEmpty();
        reserve(key, "one");
        ledger().markUnknown(key, "one");

        assertThat(ledger().await(key, TTL).orElseThrow().state()).isEqualTo(EffectState.UNKNOWN);
    }

    @Test
    void waitingHasAnEnd() throws Exception {
        reserve(key, "one");

        assertThat(ledger().await(key, Duration.ofMillis(20)).orElseThrow().state())
                .isEqualTo(EffectState.RESERVED);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void whoWaitsIsToldWhatHappened(@Nullable EffectState outcome) throws Exception {
        reserve(key, "one");
        CompletableFuture<Optional<EffectRecord>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return elsewhere().await(key, Duration.ofMinutes(2));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        if (outcome == EffectState.EXECUTED) {
            ledger().complete(key, "one", DONE, TTL);
        } else if (outcome == EffectState.UNKNOWN) {
            ledger().markUnknown(key, "one");
        } else {
            ledger().release(key, "one");
        }

        assertThat(waiting.get(1, TimeUnit.MINUTES).map(EffectRecord::state)).isEqualTo(Optional.ofNullable(outcome));
    }

    static Stream<@Nullable EffectState> outcomes() {
        return Stream.of(EffectState.EXECUTED, EffectState.UNKNOWN, null);
    }

    @Test
    void whoIsInterruptedStopsWaiting() {
        reserve(key, "one");
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> ledger().await(key, TTL));
    }
}
