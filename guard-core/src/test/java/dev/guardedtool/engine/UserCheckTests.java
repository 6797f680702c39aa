package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Claim;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.Phase;
import dev.guardedtool.check.RunState;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.testing.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A check of the application takes part in the chain at its order. */
class UserCheckTests {

    private static final ToolCall LOOK = ToolCall.of("look", "{}");

    @ParameterizedTest
    @EnumSource(Phase.class)
    void aLocalCheckJoinsAnyPhase(Phase phase) {
        GuardRun run = run(GuardPolicy.defaults(), Checks.local(phase.at(500), call -> Checks.block("mine")));

        Decision decision = run.check(LOOK);

        assertThat(decision.reason().code()).isEqualTo("mine");
        assertThat(decision.text()).contains("look").contains("mine");
        assertThat(run.report().count("mine")).isEqualTo(1);
    }

    @Test
    void itsPlaceDecidesWhoAnswers() {
        GuardPolicy denied = Given.tool("look", tool -> tool.access(Access.DENY));

        assertThat(run(denied, Checks.local(Phase.ACCESS.at(99), call -> Checks.block("mine")))
                        .check(LOOK)
                        .reason()
                        .code())
                .isEqualTo("mine");
        assertThat(run(denied, Checks.local(Phase.ACCESS.at(101), call -> Checks.block("mine")))
                        .check(LOOK)
                        .reason())
                .isEqualTo(GuardReason.POLICY_DENY);
    }

    @Test
    void checksOfEqualOrderAreAskedAsRegistered() {
        List<String> asked = new ArrayList<>();
        GuardRun run = run(
                GuardPolicy.defaults(),
                asking(asked, "b", Phase.RISK.at(1)),
                asking(asked, "c", Phase.RISK.at(1)),
                asking(asked, "a", Phase.RISK.at(0)));

        run.check(LOOK);

        assertThat(asked).containsExactly("a", "b", "c");
    }

    private static GuardCheck asking(List<String> asked, String name, int order) {
        return Checks.local(order, call -> {
            asked.add(name);
            return null;
        });
    }

    @Test
    void aRemoteCheckMayComeFirstOrLast() {
        for (int order : new int[] {Phase.ACCESS.at(0), Phase.ACCESS.at(999), Phase.RISK.at(0), Phase.PEOPLE.at(999)}) {
            GuardRun run = run(GuardPolicy.defaults(), Checks.remote(order, call -> Checks.block("mine")));

            assertThat(run.check(LOOK).reason().code()).isEqualTo("mine");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3_010, 3_120})
    void aRemoteCheckBetweenLocalOnesThatLearnIsRefusedAtStart(int order) {
        GuardCheck between = Checks.remote(order, call -> null);

        assertThatThrownBy(() -> run(GuardPolicy.defaults(), between))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining(Checks.class.getName())
                .hasMessageContaining("cannot stand between local checks");
    }

    @Test
    void remoteChecksAreAskedOutsideTheLockAndLocalOnesUnderIt() {
        List<Boolean> locked = new ArrayList<>();
        GuardRun run = run(
                GuardPolicy.defaults(),
                Checks.remote(Phase.ACCESS.at(1), call -> held(call, locked)),
                Checks.local(Phase.ACCESS.at(2), call -> held(call, locked)),
                Checks.local(Phase.RISK.at(1), call -> held(call, locked)),
                Checks.remote(Phase.PEOPLE.at(1), call -> held(call, locked)));

        run.check(LOOK);

        assertThat(locked).containsExactly(false, true, true, false);
    }

    private static Decision held(CallView call, List<Boolean> locked) {
        locked.add(((GuardRun) call.run()).isLocked());
        return null;
    }

    @Test
    void aHoldIsGivenOnlyWhenNoLaterCheckObjects() {
        GuardRun held = run(
                GuardPolicy.defaults(),
                Checks.local(Phase.ACCESS.at(1), call -> Checks.hold("first")),
                Checks.local(Phase.RISK.at(1), call -> Checks.hold("second")));
        GuardRun refused = run(
                GuardPolicy.defaults(),
                Checks.local(Phase.ACCESS.at(1), call -> Checks.hold("first")),
                Checks.remote(Phase.PEOPLE.at(1), call -> Checks.block("no")));

        assertThat(held.check(LOOK)).isInstanceOf(Decision.Hold.class);
        assertThat(held.check(LOOK).reason().code()).isEqualTo("first");
        assertThat(refused.check(LOOK).reason().code()).isEqualTo("no");
        assertThat(held.report().open()).isZero();
        assertThat(held.report().subject("rate")).isEmpty();
    }

    @Test
    void anAllowIsNoWayAroundTheOthers() {
        GuardPolicy denied = Given.tool("look", tool -> tool.access(Access.DENY));

        Decision decision = run(denied, Checks.local(Phase.ACCESS.at(1), call -> Decision.Allow.of((CallHandle) call)))
                .check(LOOK);

        assertThat(decision.reason()).isEqualTo(GuardReason.POLICY_DENY);
    }

    @Test
    void aClaimIsReleasedWhenTheCallDoesNotRun() {
        AtomicInteger released = new AtomicInteger();
        AtomicInteger abandoned = new AtomicInteger();
        Claim claim = new Claim() {
            @Override
            public void release() {
                released.incrementAndGet();
            }

            @Override
            public void abandon() {
                abandoned.incrementAndGet();
            }
        };
        GuardRun run = run(Given.tool("no", tool -> tool.maxCalls(0)), Checks.remote(Phase.ACCESS.at(1), call -> {
            call.hold(claim);
            return null;
        }));

        run.check(ToolCall.of("no", "{}"));
        assertThat(released).hasValue(1);
        run.record(run.check(LOOK).handle(), ToolResult.ok("seen"));
        assertThat(released).hasValue(1);
        run.abandon(run.check(LOOK).handle());
        assertThat(abandoned).hasValue(1);
        assertThat(released).hasValue(1);
    }

    @Test
    void claimsAreGivenBackInReverseAndOneThatFailsDoesNotKeepTheOthers() {
        List<String> given = new ArrayList<>();
        GuardPolicy policy = Given.tool("pay", tool -> tool.effect(Effect.ONCE).maxCalls(0));
        GuardRun run = run(
                policy,
                Checks.remote(Phase.ACCESS.at(1), call -> {
                    call.hold(claim(() -> given.add("first")));
                    call.hold(claim(() -> {
                        given.add("failing");
                        throw new IllegalStateException("no");
                    }));
                    return null;
                }),
                Checks.remote(Phase.LIMITS.at(1), call -> {
                    call.hold(claim(() -> given.add("last")));
                    return null;
                }));

        Decision first = run.check(ToolCall.of("pay", "{}"));
        Decision second = run.check(ToolCall.of("pay", "{}"));

        assertThat(first.reason()).isEqualTo(GuardReason.MAX_CALLS_PER_TOOL);
        assertThat(second.reason()).isEqualTo(GuardReason.MAX_CALLS_PER_TOOL);
        assertThat(given).containsExactly("last", "failing", "first", "last", "failing", "first");
    }

    private static Claim claim(Runnable release) {
        return new Claim() {
            @Override
            public void release() {
                release.run();
            }

            @Override
            public void abandon() {}
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1_150, 2_010, 2_999})
    void aRemoteCheckMayStandBetweenAnswersAndLimits(int order) {
        assertThat(run(GuardPolicy.defaults(), Checks.remote(order, call -> Checks.block("mine")))
                        .check(LOOK)
                        .reason()
                        .code())
                .isEqualTo("mine");
    }

    @Test
    void whatWasSeenBeforeTheLockWasLetGoIsAskedAnew() {
        AtomicInteger spent = new AtomicInteger();
        AtomicReference<@Nullable GuardRun> other = new AtomicReference<>();
        GuardCheck limit = Checks.local(Phase.LIMITS.at(0), call -> spent.get() > 0 ? Checks.block("spent") : null);
        GuardCheck remote = Checks.remote(Phase.LIMITS.at(1), call -> {
            GuardRun run = other.getAndSet(null);
            if (run != null) {
                run.check(ToolCall.of("another", "{}"));
                spent.set(1);
            }
            return null;
        });
        GuardRun run = run(GuardPolicy.defaults(), limit, remote);
        other.set(run);

        assertThat(run.check(LOOK).reason().code()).isEqualTo("spent");
        assertThat(run.report().open()).isEqualTo(1);
    }

    @Test
    void theLockIsNotLetGoForACheckThatHasNothingToAsk() {
        List<Boolean> locked = new ArrayList<>();
        GuardCheck silent = new GuardCheck() {
            @Override
            public int order() {
                return Phase.LIMITS.at(1);
            }

            @Override
            public boolean local() {
                return false;
            }

            @Override
            public boolean concerns(CallView call) {
                locked.add(((GuardRun) call.run()).isLocked());
                return false;
            }

            @Override
            public Decision check(CallView call) {
                return Checks.block("never asked");
            }
        };

        assertThat(run(GuardPolicy.defaults(), silent).check(LOOK).allowed()).isTrue();
        assertThat(locked).containsExactly(true);
    }

    @Test
    void aStateOfTheApplicationGoesWithTheSnapshot() {
        RunState<int[]> visits =
                RunState.of("visits", policy -> new int[1], state -> Map.of("count", state[0]), (policy, written) ->
                        new int[] {((Number) written.get("count")).intValue()});
        GuardModule counting = new GuardModule() {
            @Override
            public String name() {
                return "counting";
            }

            @Override
            public List<GuardCheck> checks() {
                return List.of(Checks.local(Phase.RISK.at(0), call -> {
                    int[] state = call.run().state(visits);
                    return ++state[0] > 2 ? Checks.block("enough") : null;
                }));
            }

            @Override
            public List<RunState<?>> states() {
                return List.of(visits);
            }
        };
        Guard guard = Given.guard(GuardPolicy.defaults()).module(counting).build();
        GuardRun run = guard.open(RunContext.anonymous());
        run.check(LOOK);
        run.check(LOOK);

        GuardRun restored = guard.restore(RunSnapshot.fromJson(run.snapshot().toJson()), RunContext.anonymous());

        assertThat(restored.check(LOOK).reason().code()).isEqualTo("enough");
    }

    @Test
    void twoStatesOfOneNameAreRefusedAtStart() {
        GuardModule clashing = new GuardModule() {
            @Override
            public String name() {
                return "clashing";
            }

            @Override
            public List<RunState<?>> states() {
                return List.of(RunState.of("budget", policy -> "", state -> Map.of(), (policy, written) -> ""));
            }
        };

        assertThatThrownBy(() ->
                        Given.guard(GuardPolicy.defaults()).module(clashing).build())
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("'budget'");
    }

    private static GuardRun run(GuardPolicy policy, GuardCheck... checks) {
        GuardBuilder guard = Given.guard(policy);
        for (GuardCheck check : checks) {
            guard.check(check);
        }
        return guard.build().open(RunContext.anonymous());
    }
}
