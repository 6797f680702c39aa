package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.Phase;
import dev.guardedtool.check.Reservation;
import dev.guardedtool.check.TextCheck;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.OnError;
import dev.guardedtool.testing.Given;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When the guard itself fails, calls are refused; declared reads may pass where the policy says so. */
class OnErrorTests {

    private static final ToolCall CALL = ToolCall.of("look", "{}");

    @ParameterizedTest
    @MethodSource("failures")
    void aCheckThatFailsRefusesTheCall(Throwable failure) {
        for (GuardCheck check : everywhere(failure)) {
            GuardRun run = run(GuardPolicy.defaults(), check);

            Decision decision = run.check(CALL);

            assertThat(decision).isInstanceOf(Decision.Block.class);
            assertThat(decision.reason()).isEqualTo(GuardReason.GUARD_ERROR);
            assertThat(decision.text()).contains("could not be checked");
            assertThat(run.report().allowed()).isZero();
            assertThat(run.report().open()).isZero();
            assertThat(run.report().subject("rate")).isEmpty();
        }
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("x"),
                new AssertionError("x"),
                new NoClassDefFoundError("x"),
                new StackOverflowError(),
                new IOException("sneaked out"));
    }

    @Test
    void theMachinesOwnFailuresAreThrownOnAndLeaveNothingBehind() {
        for (GuardCheck check : everywhere(new OutOfMemoryError("x"))) {
            GuardRun run = run(Given.tool("look", tool -> tool.effect(Effect.ONCE)), check);

            assertThatThrownBy(() -> run.check(CALL)).isInstanceOf(OutOfMemoryError.class);

            assertThat(run.report().open()).isZero();
            assertThat(run.snapshot().sections().get("effects").toString()).isEqualTo("{effects=[]}");
        }
    }

    @ParameterizedTest
    @EnumSource(Effect.class)
    void onlyDeclaredReadsMayPass(Effect effect) {
        GuardPolicy policy = Given.tool("look", tool -> tool.effect(effect)).withOnError(OnError.ALLOW);

        for (GuardCheck check : everywhere(new IllegalStateException("x"))) {
            GuardRun run = run(policy, check);

            assertThat(run.check(CALL).allowed()).isEqualTo(effect == Effect.READ);
            assertThat(run.report().open()).isEqualTo(effect == Effect.READ ? 1 : 0);
        }
    }

    @Test
    void theOtherChecksAreStillAsked() {
        GuardPolicy policy = Given.tool("look", tool -> tool.effect(Effect.READ).access(Access.DENY))
                .withOnError(OnError.ALLOW);

        Decision decision = run(policy, failing(true, Phase.ACCESS.at(0), new IllegalStateException("x")))
                .check(CALL);

        assertThat(decision.reason()).isEqualTo(GuardReason.POLICY_DENY);
    }

    @Test
    void aCallThatPassesAFailingCheckCountsLikeAnyOther() {
        GuardPolicy policy =
                Given.tool("look", tool -> tool.effect(Effect.READ).maxCalls(1)).withOnError(OnError.ALLOW);
        GuardRun run = run(policy, failing(true, Phase.RISK.at(0), new IllegalStateException("x")));

        assertThat(run.check(CALL).allowed()).isTrue();
        assertThat(run.check(CALL).reason()).isEqualTo(GuardReason.MAX_CALLS_PER_TOOL);
    }

    @Test
    void noCallPassesAClosedRun() {
        GuardRun run = run(
                Given.tool("look", tool -> tool.effect(Effect.READ)).withOnError(OnError.ALLOW),
                failing(false, Phase.ACCESS.at(10), new IllegalStateException("x")));
        run.close();

        assertThat(run.check(CALL).reason()).isEqualTo(GuardReason.RUN_CLOSED);
    }

    @Test
    void aReservationThatFailsGivesBackTheOnesBefore() {
        GuardPolicy policy = Given.tool("look", tool -> tool.effect(Effect.ONCE).cost(Money.of("1")));
        GuardRun run = Given.guard(policy).module(failingReservation()).build().open(RunContext.anonymous());

        Decision decision = run.check(CALL);

        assertThat(decision.reason()).isEqualTo(GuardReason.GUARD_ERROR);
        assertThat(run.report().subject("budget")).doesNotContainKey("reserved");
        assertThat(run.report().subject("rate")).isEmpty();
        assertThat(run.report().subject("loop").get("stream")).asList().isEmpty();
        assertThat(run.check(CALL).reason()).isEqualTo(GuardReason.GUARD_ERROR);
    }

    private static GuardModule failingReservation() {
        return new GuardModule() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public List<Reservation> reservations() {
                return List.of(new Reservation() {
                    @Override
                    public void reserve(CallView call) {
                        throw new IllegalStateException("x");
                    }

                    @Override
                    public void release(CallView call) {
                        throw new AssertionError("it was never taken");
                    }
                });
            }
        };
    }

    @Test
    void theFailureIsRecorded() {
        List<GuardEvent> events = new ArrayList<>();
        GuardRun run = Given.guard(GuardPolicy.defaults())
                .check(failing(true, Phase.RISK.at(0), new IllegalStateException("x")))
                .listener(events::add)
                .build()
                .open(RunContext.anonymous());

        run.check(CALL);

        assertThat(events)
                .filteredOn(GuardEvent.Decided.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        GuardEvent.Decided.class,
                        event -> assertThat(event.decision().reason()).isEqualTo(GuardReason.GUARD_ERROR));
        assertThat(run.report().count("guard_error")).isEqualTo(1);
    }

    @Test
    void aTextThatCannotBeJudgedPasses() {
        TextCheck failing = (run, text) -> {
            throw new AssertionError("x");
        };
        GuardRun run = Given.guard(GuardPolicy.defaults())
                .module(new GuardModule() {
                    @Override
                    public String name() {
                        return "failing";
                    }

                    @Override
                    public List<TextCheck> textChecks() {
                        return List.of(failing);
                    }
                })
                .build()
                .open(RunContext.anonymous());

        assertThat(run.inspectOutput("hello")).isEmpty();
    }

    private static List<GuardCheck> everywhere(Throwable failure) {
        return List.of(
                failing(false, Phase.ACCESS.at(10), failure),
                failing(true, Phase.LIMITS.at(10), failure),
                failing(true, Phase.RISK.at(0), failure),
                failing(false, Phase.PEOPLE.at(999), failure));
    }

    private static GuardCheck failing(boolean local, int order, Throwable failure) {
        return new Checks(order, local, call -> OnErrorTests.<RuntimeException>raise(failure));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> Decision raise(Throwable failure) throws T {
        throw (T) failure;
    }

    private static GuardRun run(GuardPolicy policy, GuardCheck check) {
        return Given.guard(policy).check(check).build().open(RunContext.anonymous());
    }
}
