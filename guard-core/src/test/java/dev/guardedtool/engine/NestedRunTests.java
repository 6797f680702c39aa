package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.Usage;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.RunPolicy;
import dev.guardedtool.policy.RunPolicy.Nested;
import dev.guardedtool.testing.Given;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a run within the call of another run. */
class NestedRunTests {

    private static final ToolCall ASK = ToolCall.of("ask", "{}");
    private static final RunContext OUTER = RunContext.anonymous().withRunId("outer");
    private static final RunContext INNER =
            RunContext.anonymous().withRunId("inner").withParentRunId("outer");

    private final List<GuardEvent> events = new ArrayList<>();

    @Test
    void itIsARunLikeAnyOther() {
        Guard guard = guard(GuardPolicy.defaults());
        try (GuardRun outer = guard.open(OUTER);
                GuardRun inner = guard.open(INNER)) {
            assertThat(inner.check(ASK).allowed()).isTrue();
            assertThat(outer.check(ASK).allowed()).isTrue();
        }
    }

    @Test
    void whereItIsRefusedThereIsNone() {
        Guard guard = guard(refusing());
        try (GuardRun outer = guard.open(OUTER)) {
            events.clear();

            assertThatThrownBy(() -> guard.open(INNER))
                    .isInstanceOfSatisfying(
                            NestedRunException.class,
                            e -> assertThat(e.reason()).isEqualTo(GuardReason.RUN_NESTED))
                    .hasMessageContaining("'outer'")
                    .hasMessageContaining("use the outer run, or close it first");

            assertThat(events).isEmpty();
            assertThat(outer.report().refused()).isZero();
        }
    }

    @Test
    void theOuterOneGoesOnWithWhatItHasLeft() {
        Guard guard = guard(refusing());
        try (GuardRun outer = guard.open(OUTER)) {
            outer.call(ASK, arguments -> "first");
            assertThatThrownBy(() -> guard.open(INNER)).isInstanceOf(NestedRunException.class);

            assertThat(outer.call(ASK, arguments -> "second").executed()).isTrue();
            assertThat(outer.check(ASK).reason()).isEqualTo(GuardReason.MAX_ATTEMPTS);
        }
    }

    @Test
    void theBodyOfACallCannotOpenOneByKeepingQuietAboutTheOuter() {
        Guard guard = guard(refusing());
        try (GuardRun outer = guard.open(OUTER)) {
            ToolOutcome outcome = outer.call(ASK, arguments -> guard.open(RunContext.anonymous()));

            assertThat(outcome.failure()).isInstanceOf(NestedRunException.class).hasMessageContaining("'outer'");
        }
        try (GuardRun after = guard.open(RunContext.anonymous())) {
            assertThat(after.check(ASK).allowed()).isTrue();
        }
    }

    @Test
    void oneThatIsBesideAnotherIsNotWithinIt() {
        Guard guard = guard(refusing());
        try (GuardRun first = guard.open(RunContext.anonymous());
                GuardRun second = guard.open(RunContext.anonymous())) {
            assertThat(first.check(ASK).allowed()).isTrue();
            assertThat(second.check(ASK).allowed()).isTrue();
        }
    }

    @Test
    void itCannotBeContinuedEither() {
        Guard guard = guard(refusing());
        RunSnapshot snapshot = guard.open(OUTER).snapshot();

        assertThatThrownBy(() -> guard.restore(snapshot, INNER)).isInstanceOf(NestedRunException.class);
        assertThat(guard.restore(snapshot, OUTER).check(ASK).allowed()).isTrue();
    }

    @Test
    void aTurnWithinACallIsRefusedCallByCall() {
        Guard guard = guard(refusing());
        try (GuardRun outer = guard.open(OUTER)) {
            List<Decision> within = new ArrayList<>();
            outer.call(ASK, arguments -> {
                try (GuardRun turn = guard.openTurn(RunContext.anonymous())) {
                    within.add(turn.openRound(Usage.of("m", 1, 1)).refusal().orElseThrow());
                    within.add(turn.check(ASK));
                }
                return "asked";
            });

            assertThat(within).extracting(Decision::reason).containsOnly(GuardReason.RUN_NESTED);
            assertThat(within).noneMatch(decision -> decision.explanation().retryable());
            assertThat(within).extracting(Decision::text).doesNotContain("");
            assertThat(outer.check(ASK).allowed()).isTrue();
            assertThat(outer.report().refused()).isZero();
        }
    }

    @Test
    void aStrayCallWithinACallIsNestedAndNotMissingARun() {
        Guard guard = guard(GuardPolicy.defaults().withRuns(new RunPolicy(RunPolicy.Outside.REFUSE, Nested.REFUSE)));
        try (GuardRun stray = guard.openStray(INNER)) {
            assertThat(stray.check(ASK).reason()).isEqualTo(GuardReason.RUN_NESTED);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"WARN", "SHADOW"})
    void whereNothingIsEnforcedItIsOpenedAndItIsSaidOfItsCallsThatTheyWouldNotRun(Mode mode) {
        Guard guard = guard(refusing().withMode(mode));
        try (GuardRun inner = guard.open(INNER)) {
            Decision.Allow allow = (Decision.Allow) inner.check(ASK);

            assertThat(allow.instead()).extracting(Decision::reason).isEqualTo(GuardReason.RUN_NESTED);
            assertThat(inner.openRound(Usage.of("m", 1, 1)).refusal()).isEmpty();
        }
    }

    private static GuardPolicy refusing() {
        return GuardPolicy.defaults().withRuns(RunPolicy.defaults().withNested(Nested.REFUSE));
    }

    private Guard guard(GuardPolicy policy) {
        return Given.guard(Given.tool(policy, "ask", tool -> tool.maxAttempts(2)))
                .listener(events::add)
                .build();
    }
}
