package dev.guardedtool.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardBuilder;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicyBuilder;
import dev.guardedtool.policy.ToolRate;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever refuses a call later, what it took from its limits is as if it had not been made. */
class TraceFreeLimitsTests {

    private static final ToolCall CALL = ToolCall.of("send", "{\"to\":\"ann\"}");
    private static final UnaryOperator<ToolPolicyBuilder> LIMITED =
            tool -> tool.maxAttempts(1).rates(List.of(new ToolRate(1, Duration.ofHours(1), "")));

    private final AtomicBoolean objects = new AtomicBoolean(true);
    private final TestClock clock = new TestClock();

    /** Refuses while it is told to, at any place behind the limits. */
    private record Objection(int order, boolean local, AtomicBoolean objects, boolean holds) implements GuardCheck {

        @Override
        public @Nullable Decision check(CallView call) {
            Explanation why = Explanation.of(() -> "mine");
            return !objects.get() ? null : holds ? new Decision.Hold(why, "ticket") : Decision.block(why);
        }
    }

    /** Refuses calls that say that they are odd. */
    private record OddCalls(boolean refused) implements GuardCheck {

        @Override
        public int order() {
            return Phase.RISK.at(0);
        }

        @Override
        public boolean local() {
            return false;
        }

        @Override
        public @Nullable Decision check(CallView call) {
            boolean odd = Boolean.TRUE.equals(call.arguments().at(List.of("odd")));
            return refused && odd ? Decision.block(Explanation.of(() -> "mine")) : null;
        }
    }

    static List<Objection> objections() {
        AtomicBoolean any = new AtomicBoolean(true);
        return List.of(
                new Objection(Phase.LIMITS.at(260), true, any, false),
                new Objection(Phase.LIMITS.at(260), false, any, false),
                new Objection(Phase.LOOPS.at(500), true, any, false),
                new Objection(Phase.RISK.at(0), false, any, false),
                new Objection(Phase.PEOPLE.at(0), true, any, true),
                new Objection(Phase.PEOPLE.at(0), false, any, true));
    }

    @ParameterizedTest
    @MethodSource("objections")
    void aLaterObjectionGivesBackAttemptAndPermit(Objection objection) {
        objection.objects().set(true);
        Guard guard = guard(LIMITED, Mode.ENFORCE, objection);
        GuardRun run = guard.open(RunContext.anonymous());
        String before = run.snapshot().sections().get("attempts").toString();

        for (int i = 0; i < 5; i++) {
            assertThat(run.check(CALL).reason().code()).isEqualTo("mine");
        }
        String after = run.snapshot().sections().get("attempts").toString();
        objection.objects().set(false);

        assertThat(after).isEqualTo(before);
        assertThat(guard.standing().get("rate")).isEqualTo(Map.of("rates", List.of()));
        assertThat(run.check(CALL).allowed()).isTrue();
        assertThat(run.check(CALL).reason()).isEqualTo(GuardReason.MAX_ATTEMPTS);
    }

    @Test
    void aRefusedRateGivesBackTheAttempt() {
        Guard guard = guard(
                tool -> tool.maxAttempts(2).rates(List.of(new ToolRate(1, Duration.ofHours(1), ""))), Mode.ENFORCE);
        GuardRun run = guard.open(RunContext.anonymous());
        run.check(CALL);
        for (int i = 0; i < 5; i++) {
            assertThat(run.check(CALL).reason()).isEqualTo(GuardReason.RATE_LIMITED);
        }

        clock.advance(Duration.ofHours(1));

        assertThat(run.check(CALL).allowed()).isTrue();
        assertThat(run.check(CALL).reason()).isEqualTo(GuardReason.MAX_ATTEMPTS);
    }

    @Test
    void aRefusedAttemptTakesNoPermit() {
        Guard guard = guard(
                tool -> tool.maxAttempts(0).rates(List.of(new ToolRate(1, Duration.ofHours(1), ""))), Mode.ENFORCE);

        assertThat(guard.open(RunContext.anonymous()).check(CALL).reason()).isEqualTo(GuardReason.MAX_ATTEMPTS);

        assertThat(guard.standing().get("rate")).isEqualTo(Map.of("rates", List.of()));
    }

    @Test
    void accessControlBehindTheGuardGivesBackBoth() {
        Guard guard = guard(LIMITED, Mode.ENFORCE);
        GuardRun run = guard.open(RunContext.anonymous());

        run.overrule(run.check(CALL).handle(), Explanation.of(GuardReason.ACCESS_DENIED));

        assertThat(run.check(CALL).allowed()).isTrue();
    }

    @Test
    void aCallThatWasGivenUpMayHaveRunAndCounts() {
        Guard guard = guard(LIMITED, Mode.ENFORCE);
        GuardRun run = guard.open(RunContext.anonymous());

        run.abandon(run.check(CALL).handle());

        assertThat(run.check(CALL).reason()).isEqualTo(GuardReason.MAX_ATTEMPTS);
        assertThat(guard.open(RunContext.anonymous()).check(CALL).reason()).isEqualTo(GuardReason.RATE_LIMITED);
    }

    @ParameterizedTest
    @EnumSource(names = {"WARN", "SHADOW"})
    void whereNothingIsEnforcedACallThatWouldBeRefusedTakesNothing(Mode mode) {
        Objection objection = new Objection(Phase.RISK.at(0), true, objects, false);
        Guard guard = guard(LIMITED, mode, objection);
        GuardRun run = guard.open(RunContext.anonymous());

        assertThat(run.call(CALL, arguments -> {
                            assertThat(guard.standing().get("rate")).isEqualTo(Map.of("rates", List.of()));
                            return "sent";
                        })
                        .failure())
                .isNull();
        objects.set(false);

        assertThat(((Decision.Allow) run.check(CALL)).instead()).isNull();
        assertThat(((Decision.Allow) run.check(CALL)).instead()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofCallsAtOnceAsManyRunAsMayHoweverManyOthersAreRefused(boolean laterRefusals) throws Exception {
        GuardCheck sometimes = new OddCalls(laterRefusals);
        Guard guard =
                guard(tool -> tool.rates(List.of(new ToolRate(20, Duration.ofHours(1), ""))), Mode.ENFORCE, sometimes);

        List<Integer> ran = Together.run(16, thread -> {
            int mine = 0;
            try (GuardRun run = guard.open(RunContext.anonymous())) {
                for (int i = 0; i < 10; i++) {
                    ToolCall call = ToolCall.of("send", "{\"i\":" + i + ",\"odd\":" + (i % 2 == 1) + "}");
                    mine += run.call(call, arguments -> "sent").executed() ? 1 : 0;
                }
            }
            return mine;
        });

        int all = ran.stream().mapToInt(Integer::intValue).sum();
        assertThat(all).isLessThanOrEqualTo(20);
        if (!laterRefusals) {
            assertThat(all).isEqualTo(20);
        }
        try (GuardRun run = guard.open(RunContext.anonymous())) {
            for (int i = all; i < 20; i++) {
                assertThat(run.call(ToolCall.of("send", "{\"last\":" + i + "}"), arguments -> "sent")
                                .executed())
                        .isTrue();
            }
            assertThat(run.check(ToolCall.of("send", "{\"last\":99}")).reason()).isEqualTo(GuardReason.RATE_LIMITED);
        }
    }

    private Guard guard(UnaryOperator<ToolPolicyBuilder> said, Mode mode, GuardCheck... checks) {
        GuardBuilder builder = Given.guard(Given.tool(GuardPolicy.defaults().withMode(mode), "send", said))
                .clock(clock);
        for (GuardCheck check : checks) {
            builder.check(check);
        }
        return builder.build();
    }
}
