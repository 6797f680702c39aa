package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An effect of which nobody knows whether it happened is not tried again until somebody finds out. */
class UnknownEffectTests {

    private static final ToolCall REFUND = ToolCall.of("refund", "{\"orderId\":\"A-1\"}");

    private final EffectLedger ledger = new InMemoryEffectLedger(100, Clock.systemUTC());
    private final GuardPolicy policy =
            Given.patient(Given.tool("refund", tool -> tool.effect(Effect.ONCE).key("#orderId")));
    private final Guard guard = Given.guard(policy).effects(ledger).build();
    private final GuardRun run = guard.open(Given.tenant("acme"));

    @ParameterizedTest
    @MethodSource("doubtfulExceptions")
    void anExceptionLeavesTheEffectInDoubt(Exception failure) {
        run.call(REFUND, arguments -> {
            throw failure;
        });

        assertInDoubt();
    }

    static Stream<Exception> doubtfulExceptions() {
        return Stream.of(
                new TimeoutException(),
                new SocketTimeoutException(),
                new ConnectException(),
                new IOException("broken pipe"),
                new NullPointerException(),
                new CompletionException(new TimeoutException()),
                new OrderFailure(),
                new RuntimeException("could not read the receipt", new NumberFormatException("x")),
                new IllegalArgumentException("no receipt", new SocketTimeoutException()));
    }

    /** Not every exception has it in its name. */
    private static final class OrderFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeout",
                "503",
                "http 500",
                "408",
                "connection_error",
                "deadline_exceeded",
                "aborted",
                "unavailable"
            })
    void anErrorCodeThatLeavesItOpenLeavesTheEffectInDoubt(String code) {
        run.record(run.check(REFUND).handle(), ToolResult.failed(code));

        assertInDoubt();
    }

    @ParameterizedTest
    @ValueSource(strings = {"400", "404", "409", "422", "429", "out_of_stock", "strategy_invalid"})
    void anErrorCodeThatSettlesItGivesTheKeyBack(String code) {
        run.record(run.check(REFUND).handle(), ToolResult.failed(code));

        assertThat(run.check(REFUND).allowed()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("safeExceptions")
    void aSafeExceptionGivesTheKeyBack(Exception failure) {
        run.call(REFUND, arguments -> {
            throw failure;
        });

        assertThat(run.check(REFUND).allowed()).isTrue();
    }

    static Stream<Exception> safeExceptions() {
        return Stream.of(
                new IllegalArgumentException("no such order"),
                new CompletionException(new IllegalArgumentException("no such order")),
                new IllegalArgumentException("no such order", new NumberFormatException("A-1")));
    }

    @Test
    void aFailureThatStatesWhatHappenedIsBelieved() {
        run.record(run.check(REFUND).handle(), ToolResult.failed("timeout").withEffectExecuted(false));

        assertThat(run.check(REFUND).allowed()).isTrue();
    }

    @Test
    void aCallThatIsGivenUpLeavesTheEffectInDoubt() {
        run.abandon(run.check(REFUND).handle());

        assertInDoubt();
    }

    @Test
    void aRunThatIsClosedLeavesItsOpenEffectsInDoubt() {
        run.check(REFUND);

        run.close();

        assertInDoubt();
    }

    @Test
    void aLateResultSettlesTheDoubt() {
        Decision given = run.check(REFUND);
        run.abandon(given.handle());

        run.record(given.handle(), ToolResult.ok("refunded"));

        assertThat(guard.open(Given.tenant("acme")).check(REFUND)).isInstanceOf(Decision.Cache.class);
        assertThat(ledger.inDoubt(10)).isEmpty();
    }

    @Test
    void anEffectFoundToHaveHappenedAnswersDuplicates() {
        run.abandon(run.check(REFUND).handle());

        boolean settled = settle(ledger.inDoubt(10).get(0), ToolResult.ok("found in the books"));

        assertThat(settled).isTrue();
        assertThat(guard.open(Given.tenant("acme"))
                        .call(REFUND, arguments -> "again")
                        .payload())
                .isEqualTo("found in the books");
    }

    @Test
    void anEffectFoundNotToHaveHappenedIsFreeAgain() {
        run.abandon(run.check(REFUND).handle());
        EffectRecord doubt = ledger.inDoubt(10).get(0);

        assertThat(settle(doubt, null)).isTrue();
        assertThat(settle(doubt, null)).isFalse();

        assertThat(guard.open(Given.tenant("acme")).check(REFUND).allowed()).isTrue();
    }

    @Test
    void onlyDoubtCanBeSettled() {
        run.record(run.check(REFUND).handle(), ToolResult.ok("refunded"));
        EffectKey key = new EffectKey(
                EffectScope.TENANT,
                "acme",
                "",
                REFUND.tool(),
                run.fingerprints().text("effect-key", "A-1"));

        assertThat(settle(ledger.find(key).orElseThrow(), null)).isFalse();
        assertThat(run.check(REFUND)).isInstanceOf(Decision.Cache.class);
    }

    @Test
    void theOldestDoubtsComeFirst() {
        List.of("A", "B", "C")
                .forEach(id -> run.abandon(run.check(ToolCall.of("refund", "{\"orderId\":\"" + id + "\"}"))
                        .handle()));

        assertThat(ledger.inDoubt(2))
                .extracting(EffectRecord::callId)
                .satisfiesExactly(
                        first -> assertThat(first).startsWith(run.runId() + "/call-1/"),
                        second -> assertThat(second).startsWith(run.runId() + "/call-2/"));
        assertThat(ledger.inDoubt(10)).hasSize(3);
    }

    @Test
    void doubtIsNotForgottenWithTime() {
        GuardRun aged = Given.guard(policy.withEffects(Effects.remembering(Duration.ofNanos(1))))
                .build()
                .open(Given.tenant("acme"));
        aged.abandon(aged.check(REFUND).handle());

        assertThat(aged.check(REFUND).reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);
    }

    private boolean settle(EffectRecord doubt, @Nullable ToolResult answer) {
        return ledger.settle(doubt.key(), doubt.callId(), answer, null);
    }

    private void assertInDoubt() {
        GuardRun other = guard.open(Given.tenant("acme"));
        Decision again = other.check(REFUND);
        assertThat(again).isInstanceOfSatisfying(Decision.Escalate.class, escalation -> {
            assertThat(escalation.reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);
            assertThat(escalation.packet().summary()).contains("refund").doesNotContain("A-1");
        });
        assertThat(ledger.inDoubt(10)).hasSize(1);
    }
}
