package dev.guardedtool.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.CircuitFailures;
import dev.guardedtool.policy.CircuitPreset;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A dependency that fails is not asked for a while, and is then tried. */
class CircuitTests {

    private final Dependency payments = new Dependency();

    @Test
    void refusesAfterFailuresAndSaysWhenToTryAgain() {
        payments.open();
        payments.clock.advance(Duration.ofSeconds(3));

        Decision decision = payments.check();

        assertThat(decision).isInstanceOf(Decision.Block.class);
        assertThat(decision.reason()).isEqualTo(GuardReason.CIRCUIT_OPEN);
        assertThat(decision.explanation().detail()).isEqualTo("payments");
        assertThat(decision.explanation().figures()).containsEntry("state", "open");
        assertThat(decision.explanation().retryable()).isTrue();
        assertThat(decision.explanation().retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(decision.text()).contains("pay").contains("7 seconds").doesNotContain("payments");
    }

    @Test
    void isSharedByAllToolsThatNameIt() {
        payments.open();

        Decision decision = payments.run().check(ToolCall.of("refund", "{}"));

        assertThat(decision.reason()).isEqualTo(GuardReason.CIRCUIT_OPEN);
    }

    @Test
    void isNoneOfTheBusinessOfOtherTools() {
        payments.open();

        assertThat(payments.run().check(ToolCall.of("look", "{}")).allowed()).isTrue();
    }

    @Test
    void triesAgainAtTheInstantThatItSaid() {
        payments.open();

        payments.clock.advance(Dependency.OPEN_FOR.minusMillis(1));
        assertThat(payments.check().allowed()).isFalse();

        payments.clock.advance(Duration.ofMillis(1));
        assertThat(payments.check().allowed()).isTrue();
    }

    @Test
    void closesWhenTheTriesSucceed() {
        payments.openAndDue();

        payments.answers("done");
        payments.answers("done");

        assertThat(payments.state()).isEqualTo("closed");
    }

    @Test
    void opensAnewWhenTheTriesFail() {
        payments.openAndDue();

        payments.fails("503");
        payments.fails("503");

        assertThat(payments.state()).isEqualTo("open");
        assertThat(payments.check().explanation().retryAfter()).isEqualTo(Dependency.OPEN_FOR);
    }

    @Test
    void letsOnlyAsManyTryAsItWasTold() {
        payments.openAndDue();
        payments.check();
        payments.check();

        Decision third = payments.check();

        assertThat(third.reason()).isEqualTo(GuardReason.CIRCUIT_OPEN);
        assertThat(third.explanation().figures()).containsEntry("state", "half-open");
        assertThat(third.explanation().retryAfter()).isNull();
    }

    @Test
    void refusesWhenCallsAreSlow() {
        for (int i = 0; i < 2; i++) {
            payments.call(arguments -> {
                payments.clock.advance(Duration.ofSeconds(6));
                return "done";
            });
        }

        assertThat(payments.check().reason()).isEqualTo(GuardReason.CIRCUIT_OPEN);
    }

    @Test
    void timeoutsCount() {
        payments.fails("timeout");
        payments.call(arguments -> {
            throw new TimeoutException();
        });

        assertThat(payments.state()).isEqualTo("open");
    }

    @Test
    void failuresInBetweenOfAnotherKindDoNotStartTheCountAnew() {
        payments.fails("503");
        payments.call(arguments -> {
            throw new IllegalStateException("a bug");
        });
        payments.fails("429");
        payments.fails("503");

        assertThat(payments.state()).isEqualTo("open");
    }

    @ParameterizedTest
    @CsvSource({
        "DEFAULT, 503, true",
        "DEFAULT, 429, false",
        "STRICT, 429, true",
        "STRICT, 401, true",
        "INFRA_ONLY, 503, false",
        "INFRA_ONLY, timeout, true",
        "STRICT, 404, false",
        "STRICT, odd, false"
    })
    void aPresetSaysWhichKindsCount(CircuitPreset preset, String error, boolean opens) {
        Dependency dependency = new Dependency(new CircuitFailures(preset, Set.of(), Set.of(), null));

        dependency.fails(error);
        dependency.fails(error);

        assertThat(dependency.state()).isEqualTo(opens ? "open" : "closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"404", "not-found", "unknown"})
    void countsWhatItIsToldToCount(String sign) {
        Dependency dependency =
                new Dependency(new CircuitFailures(CircuitPreset.DEFAULT, Set.of(sign), Set.of(), null));

        dependency.fails(sign.equals("unknown") ? "odd" : "404");
        dependency.fails(sign.equals("unknown") ? "odd" : "404");

        assertThat(dependency.state()).isEqualTo("open");
    }

    @ParameterizedTest
    @CsvSource({"java.net.SocketException, closed", "java.io.IOException, closed", "timeout, open"})
    void ignoresTypesWithTheirSubtypes(String ignored, String state) {
        Dependency dependency =
                new Dependency(new CircuitFailures(CircuitPreset.DEFAULT, Set.of(), Set.of(ignored), null));

        for (int i = 0; i < 2; i++) {
            dependency.call(arguments -> {
                throw new IllegalStateException(new ConnectException("refused"));
            });
        }

        assertThat(dependency.state()).isEqualTo(state);
    }

    @Test
    void aResultThatCameBackCanBeAFailure() {
        Dependency dependency =
                new Dependency(new CircuitFailures(CircuitPreset.DEFAULT, Set.of(), Set.of(), "result"));

        dependency.answers(true);
        dependency.answers(true);

        assertThat(dependency.state()).isEqualTo("open");
    }

    @Test
    void aResultThatCannotBeJudgedIsNeither() {
        Dependency dependency =
                new Dependency(new CircuitFailures(CircuitPreset.DEFAULT, Set.of(), Set.of(), "result"));
        dependency.openAndDue();

        dependency.answers("neither true nor false");
        dependency.answers("neither true nor false");
        dependency.answers("neither true nor false");

        assertThat(dependency.state()).isEqualTo("half-open");
    }

    @Test
    void inShadowModeItOnlySaysSo() {
        Dependency dependency = new Dependency(CircuitFailures.defaults(), Mode.SHADOW, null);
        dependency.open();

        Decision decision = dependency.check();

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Allow.class,
                        allow -> assertThat(allow.instead())
                                .isNotNull()
                                .extracting(Decision::reason)
                                .isEqualTo(GuardReason.CIRCUIT_OPEN));
    }

    @Test
    void aFailedCallIsRecordedOnce() {
        try (GuardRun run = payments.run()) {
            Decision decision = run.check(payments.pay());
            run.record(decision.handle(), ToolResult.failed("503"));
            run.record(decision.handle(), ToolResult.failed("503"));
        }

        assertThat(payments.state()).isEqualTo("closed");
    }
}
