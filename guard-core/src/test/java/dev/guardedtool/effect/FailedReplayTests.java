package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.EffectExecutedException;
import dev.guardedtool.GuardDeniedException;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.RunReport;
import dev.guardedtool.policy.FaultPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The replay of a call that failed after its effect says so: it is no success, and it is no new failure either. */
class FailedReplayTests {

    private static final ToolCall REFUND = ToolCall.of("refund", "{\"orderId\":\"A-1\"}");

    private final GuardPolicy policy = Given.tool("refund", tool -> tool.effect(Effect.ONCE));
    private final GuardRun run = Given.run(policy.withFaults(
            new FaultPolicy(true, false, 2, Set.of("timeout"), FaultPolicy.ErrorClasses.EXPLICIT, true)));

    @BeforeEach
    void theEffectHappensAndTheCallFails() {
        run.record(run.check(REFUND).handle(), ToolResult.failedAfterEffect("timeout"));
    }

    @Test
    void theReplayIsAFailureWhoseEffectHappened() {
        ToolOutcome replay = run.call(REFUND, arguments -> "again");

        assertThat(replay.executed()).isFalse();
        assertThat(replay.ok()).isFalse();
        assertThat(replay.result()).isEqualTo(ToolResult.failedAfterEffect("timeout"));
    }

    @Test
    void aJavaCallerGetsAnExceptionInsteadOfNull() {
        assertThatThrownBy(() -> run.callOrThrow(REFUND, arguments -> "again"))
                .isInstanceOfSatisfying(
                        GuardDeniedException.class,
                        denied -> assertThat(((Decision.Cache) denied.decision()).result())
                                .isEqualTo(ToolResult.failedAfterEffect("timeout")));
    }

    @Test
    void replaysAreNoFurtherErrors() {
        for (int i = 0; i < 5; i++) {
            run.call(REFUND, arguments -> "again");
        }

        RunReport report = run.report();
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.executed()).isEqualTo(1);
        assertThat(report.subject("fault")).doesNotContainKey("quarantined");
        assertThat(run.check(ToolCall.of("refund", "{\"orderId\":\"A-2\"}")).allowed())
                .isTrue();
    }

    @Test
    void anExceptionMaySayThatTheEffectHappened() {
        ToolCall other = ToolCall.of("refund", "{\"orderId\":\"A-2\"}");
        ToolOutcome first = run.call(other, arguments -> {
            throw new IllegalStateException("wrapped", new EffectExecutedException("no receipt"));
        });

        ToolOutcome replay = run.call(other, arguments -> "again");

        assertThat(first.failure()).hasMessage("wrapped");
        assertThat(replay.executed()).isFalse();
        assertThat(replay.result())
                .isNotNull()
                .extracting(ToolResult::effectExecuted)
                .isEqualTo(true);
    }
}
