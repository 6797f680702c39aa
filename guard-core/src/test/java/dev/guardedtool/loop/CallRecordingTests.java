package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Only calls that run are history, and a call that is over is no longer held. */
class CallRecordingTests {

    private final GuardRun run = Guard.builder(GuardPolicy.defaults())
            .secretKey(new byte[32])
            .check(new LateRefusal())
            .build()
            .open(RunContext.anonymous());

    @Test
    void aCallThatIsRefusedAfterItsReservationLeavesNoTrace() {
        run.record(run.check(ToolCall.of("look", "{}")).handle(), ToolResult.ok("seen"));

        Decision refused = run.check(ToolCall.of("refused", "{}"));

        assertThat(refused.allowed()).isFalse();
        assertThat(state().history().size()).isEqualTo(1);
        assertThat(state().steps().size()).isEqualTo(1);
        assertThat(state().history().key(0).tool().value()).isEqualTo("look");
    }

    @Test
    void aRecordedCallCanNoLongerBeTakenBack() {
        Decision decision = run.check(ToolCall.of("look", "{}"));
        run.record(decision.handle(), ToolResult.ok("seen"));

        takeBack(decision);

        assertThat(state().history().size()).isEqualTo(1);
        assertThat(state().steps().size()).isEqualTo(1);
    }

    @Test
    void anAbandonedCallStaysInTheHistoryAndCanNoLongerBeTakenBack() {
        Decision decision = run.check(ToolCall.of("look", "{}"));
        run.abandon(decision.handle());

        takeBack(decision);

        assertThat(state().history().size()).isEqualTo(1);
        assertThat(state().steps().size()).isEqualTo(1);
    }

    private void takeBack(Decision decision) {
        CallView call = (CallView) decision.handle();
        state().history().remove(call);
        state().steps().remove(call);
    }

    private LoopState state() {
        return LoopState.of(run);
    }

    /** Refuses one tool, outside the run's lock and after the reservations. */
    private record LateRefusal() implements GuardCheck {

        @Override
        public int order() {
            return Phase.PEOPLE.at(999);
        }

        @Override
        public boolean local() {
            return false;
        }

        @Override
        public @Nullable Decision check(CallView call) {
            return call.tool().value().equals("refused")
                    ? Decision.block(Explanation.of(GuardReason.POLICY_DENY))
                    : null;
        }
    }
}
