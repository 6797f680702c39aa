package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.engine.OrderTests.Obstacle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What one guard took for a call that another guard refuses is given back: afterwards it stands as in a run in which the
 * call was never asked for. A guard that takes something joins by a row of {@link Taking}, one that refuses by a row of
 * {@link Obstacle}. Quarantines, required calls and sources of arguments only look: they are no rows of the former.
 */
class TraceFreeTests {

    @ParameterizedTest(name = "{0} for what {1} refuses")
    @MethodSource("pairs")
    void whatWasTakenIsGivenBack(Taking taking, Obstacle refusing) {
        Set<Obstacle> obstacles = EnumSet.of(refusing);
        Taking.Fixture fixture = taking.fixture.get();
        GuardRun run = fixture.facing(obstacles);

        Decision decision = run.check(OrderTests.asked(obstacles));

        assertThat(decision.reason().code()).isEqualTo(refusing.code);
        assertThat(fixture.taken().apply(run)).isEqualTo(untouched(taking, obstacles));
    }

    /** Wherever the objection stands behind what takes: under the lock, outside of it, after the reservations. */
    @ParameterizedTest(name = "{0} for {1}")
    @MethodSource("lateObjections")
    void whatWasTakenIsGivenBackHoweverLateTheObjection(Taking taking, GuardCheck objection) {
        Taking.Fixture fixture = taking.fixture.get();
        GuardRun run = fixture.facing(Mode.ENFORCE, objection);

        for (int i = 0; i < 5; i++) {
            assertThat(run.check(OrderTests.ACT).reason().code()).isEqualTo("mine");
        }

        assertThat(fixture.taken().apply(run)).isEqualTo(untouched(taking, Set.of()));
    }

    @ParameterizedTest
    @EnumSource(Taking.class)
    void accessControlBehindTheGuardGivesBackAsWell(Taking taking) {
        Taking.Fixture fixture = taking.fixture.get();
        GuardRun run = fixture.facing(Set.of());

        run.overrule(run.check(OrderTests.ACT).handle(), Explanation.of(GuardReason.ACCESS_DENIED));

        assertThat(fixture.taken().apply(run)).isEqualTo(untouched(taking, Set.of()));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @MethodSource("lenientModes")
    void whereNothingIsEnforcedACallThatWouldBeRefusedTakesNothing(Taking taking, Mode mode) {
        Taking.Fixture fixture = taking.fixture.get();
        GuardRun run = fixture.facing(mode, LATE.get(0));
        Object untouched = untouched(taking, Set.of());
        List<Object> whileRunning = new ArrayList<>();

        run.call(OrderTests.ACT, arguments -> whileRunning.add(fixture.taken().apply(run)));

        assertThat(whileRunning).containsExactly(untouched);
    }

    /** Otherwise it would not be seen whether it was given back. */
    @ParameterizedTest
    @EnumSource(Taking.class)
    void whatIsTakenIsSeen(Taking taking) {
        Set<Obstacle> none = EnumSet.noneOf(Obstacle.class);
        Taking.Fixture fixture = taking.fixture.get();
        GuardRun run = fixture.facing(none);

        assertThat(run.check(OrderTests.ACT).allowed()).isTrue();

        assertThat(fixture.taken().apply(run)).isNotEqualTo(untouched(taking, none));
    }

    private static Object untouched(Taking taking, Set<Obstacle> obstacles) {
        Taking.Fixture fixture = taking.fixture.get();
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

    private static final List<GuardCheck> LATE = List.of(
            Checks.local(Phase.LIMITS.at(400), call -> Checks.block("mine")),
            Checks.remote(Phase.LIMITS.at(400), call -> Checks.block("mine")),
            Checks.local(Phase.LOOPS.at(500), call -> Checks.block("mine")),
            Checks.remote(Phase.RISK.at(0), call -> Checks.block("mine")),
            Checks.local(Phase.PEOPLE.at(0), call -> Checks.hold("mine")),
            Checks.remote(Phase.PEOPLE.at(0), call -> Checks.hold("mine")));

    static Stream<Arguments> lateObjections() {
        return Stream.of(Taking.values()).flatMap(taking -> LATE.stream().map(late -> Arguments.of(taking, late)));
    }

    static Stream<Arguments> lenientModes() {
        return Stream.of(Taking.values())
                .flatMap(taking -> Stream.of(Mode.WARN, Mode.SHADOW).map(mode -> Arguments.of(taking, mode)));
    }
}
