package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.ToolName;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.InMemoryEffectLedger;
import dev.guardedtool.effect.LedgerFullException;
import dev.guardedtool.engine.OrderTests.Obstacle;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.policy.ToolPolicyBuilder;
import dev.guardedtool.policy.ToolRate;
import dev.guardedtool.rate.InMemoryAttemptStore;
import dev.guardedtool.rate.InMemoryRateStore;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.signature.Fingerprints;
import dev.guardedtool.testing.TestClock;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What one guard took for a call that another guard refuses is given back: afterwards it stands as in a run in which the
 * call was never asked for. A guard that takes something joins by a row of {@link Taking}, one that refuses by a row of
 * {@link Obstacle}.
 */
class TraceFreeTests {

    /** What takes something for a call of {@code act}. */
    enum Taking {
        EFFECT(EnumSet.of(Obstacle.REPLAY, Obstacle.KNOWN), TraceFreeTests::effect),
        CIRCUIT(EnumSet.of(Obstacle.CIRCUIT), TraceFreeTests::circuit),
        ATTEMPT(EnumSet.of(Obstacle.ATTEMPTS), () -> ofRun("attempts", tool -> tool.maxAttempts(3))),
        SHARED_ATTEMPT(EnumSet.of(Obstacle.ATTEMPTS), TraceFreeTests::sharedAttempt),
        RATE(EnumSet.of(Obstacle.RATE), TraceFreeTests::rate),
        CALL(EnumSet.of(Obstacle.CAP), () -> ofRun("rate", tool -> tool.maxCalls(3)));

        final Set<Obstacle> excluded;
        final Supplier<Fixture> fixture;

        /**
         * A guard that takes something.
         *
         * @param excluded what cannot be true of one call at once: mostly that it itself refuses
         */
        Taking(Set<Obstacle> excluded, Supplier<Fixture> fixture) {
            this.excluded = excluded;
            this.fixture = fixture;
        }
    }

    /**
     * One guard that takes something.
     *
     * @param said what is said of the tool
     * @param wire what the guard is put together from
     * @param taken how much is taken; asked once
     */
    private record Fixture(
            UnaryOperator<ToolPolicyBuilder> said, Consumer<GuardBuilder> wire, Function<GuardRun, Object> taken) {

        GuardRun facing(Set<Obstacle> obstacles) {
            return OrderTests.facing(obstacles, wire, said);
        }
    }

    @ParameterizedTest(name = "{0} for what {1} refuses")
    @MethodSource("pairs")
    void whatWasTakenIsGivenBack(Taking taking, Obstacle refusing) {
        Set<Obstacle> obstacles = EnumSet.of(refusing);
        Fixture fixture = taking.fixture.get();
        GuardRun run = fixture.facing(obstacles);

        Decision decision = run.check(OrderTests.asked(obstacles));

        assertThat(decision.reason().code()).isEqualTo(refusing.code);
        assertThat(fixture.taken().apply(run)).isEqualTo(untouched(taking, obstacles));
    }

    /** Otherwise it would not be seen whether it was given back. */
    @ParameterizedTest
    @EnumSource(Taking.class)
    void whatIsTakenIsSeen(Taking taking) {
        Set<Obstacle> none = EnumSet.noneOf(Obstacle.class);
        Fixture fixture = taking.fixture.get();
        GuardRun run = fixture.facing(none);

        assertThat(run.check(OrderTests.ACT).allowed()).isTrue();

        assertThat(fixture.taken().apply(run)).isNotEqualTo(untouched(taking, none));
    }

    private static Object untouched(Taking taking, Set<Obstacle> obstacles) {
        Fixture fixture = taking.fixture.get();
        return fixture.taken().apply(fixture.facing(obstacles));
    }

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (Taking taking : Taking.values()) {
            for (Obstacle refusing : Obstacle.values()) {
                if (!taking.excluded.contains(refusing)) {
                    pairs.add(Arguments.of(taking, refusing));
                }
            }
        }
        return pairs.stream();
    }

    /** What is taken is in that section of a snapshot. */
    private static Fixture ofRun(String section, UnaryOperator<ToolPolicyBuilder> said) {
        return new Fixture(
                said,
                builder -> builder.ids(() -> "run"),
                run -> run.snapshot().sections().get(section));
    }

    private static Fixture effect() {
        InMemoryEffectLedger ledger = new InMemoryEffectLedger(10, new TestClock());
        return new Fixture(
                tool -> tool.effect(Effect.ONCE).key("#n"),
                builder -> builder.effects(ledger),
                run -> Stream.iterate(0, i -> i + 1)
                        .takeWhile(i -> hasRoom(ledger, "effect " + i))
                        .count());
    }

    private static boolean hasRoom(InMemoryEffectLedger ledger, String name) {
        Fingerprint print = new Fingerprints(new byte[32]).text("effect", name);
        EffectKey key = new EffectKey(EffectScope.TENANT, "", "", ToolName.of("other"), print);
        try {
            return ledger.reserve(key, print, name, "test").isEmpty();
        } catch (LedgerFullException e) {
            return false;
        }
    }

    private static Fixture circuit() {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
        CircuitBreaker breaker = registry.circuitBreaker("tried");
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
        return new Fixture(
                tool -> tool.circuit("tried"),
                builder -> builder.circuits(
                        new Circuits(Map.of(), registry, ExpressionCompiler.plainPaths(), Clock.systemUTC())),
                run -> Stream.generate(breaker::tryAcquirePermission)
                        .takeWhile(permitted -> permitted)
                        .count());
    }

    private static Fixture sharedAttempt() {
        InMemoryAttemptStore store = new InMemoryAttemptStore(10);
        return new Fixture(
                tool -> tool.maxAttempts(3),
                builder -> builder.attempts(store),
                run -> store.increment(run.runId(), ToolName.of("act"), 3));
    }

    private static Fixture rate() {
        InMemoryRateStore store = new InMemoryRateStore(10, new TestClock());
        return new Fixture(
                tool -> tool.rates(List.of(new ToolRate(3, Duration.ofDays(1), ""))),
                builder -> builder.rates(store),
                run -> store.uses(10));
    }
}
