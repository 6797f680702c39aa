package dev.guardedtool.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardBuilder;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.ToolPolicyBuilder;
import dev.guardedtool.policy.ToolRate;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import dev.guardedtool.testing.Together;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits count the calls that may have run, and no others, however many are made at once. */
class CountedCallsTests {

    private static final ToolCall CALL = ToolCall.of("send", "{\"to\":\"ann\"}");
    private static final UnaryOperator<ToolPolicyBuilder> LIMITED =
            tool -> tool.maxAttempts(1).rates(List.of(new ToolRate(1, Duration.ofHours(1), "")));

    private final TestClock clock = new TestClock();

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

    @Test
    void aCallThatWasGivenUpMayHaveRunAndCounts() {
        Guard guard = guard(LIMITED);
        GuardRun run = guard.open(RunContext.anonymous());

        run.abandon(run.check(CALL).handle());

        assertThat(run.check(CALL).reason()).isEqualTo(GuardReason.MAX_ATTEMPTS);
        assertThat(guard.open(RunContext.anonymous()).check(CALL).reason()).isEqualTo(GuardReason.RATE_LIMITED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofCallsAtOnceAsManyRunAsMayHoweverManyOthersAreRefused(boolean laterRefusals) throws Exception {
        GuardCheck sometimes = new OddCalls(laterRefusals);
        Guard guard = guard(tool -> tool.rates(List.of(new ToolRate(20, Duration.ofHours(1), ""))), sometimes);

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

    private Guard guard(UnaryOperator<ToolPolicyBuilder> said, GuardCheck... checks) {
        GuardBuilder builder = Given.guard(Given.tool("send", said)).clock(clock);
        for (GuardCheck check : checks) {
            builder.check(check);
        }
        return builder.build();
    }
}
