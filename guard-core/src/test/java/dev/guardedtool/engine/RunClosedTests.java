package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.Together;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A closed run takes no more calls; what was open is given up. */
class RunClosedTests {

    private static final ToolCall PAY = ToolCall.of("pay", "{}");

    private final List<GuardEvent.RunClosed> announced = new CopyOnWriteArrayList<>();
    private final GuardPolicy policy =
            Given.tool("pay", tool -> tool.effect(Effect.ONCE).cost(Money.of("1")));
    private final GuardRun run = Given.guard(policy)
            .listener(event -> {
                if (event instanceof GuardEvent.RunClosed closed) {
                    announced.add(closed);
                }
            })
            .build()
            .open(RunContext.anonymous());

    @Test
    void laterCallsAreRefused() {
        run.close();

        Decision decision = run.check(PAY);

        assertThat(decision).isInstanceOf(Decision.Block.class);
        assertThat(decision.reason()).isEqualTo(GuardReason.RUN_CLOSED);
        assertThat(decision.text()).isNotEmpty();
    }

    @Test
    void evenCallsWhoseAnswerIsKnown() {
        run.call(PAY, arguments -> "paid");
        run.close();

        assertThat(run.check(PAY).reason()).isEqualTo(GuardReason.RUN_CLOSED);
    }

    @Test
    void openCallsAreGivenUp() {
        run.check(PAY);
        run.close();

        RunReport report = run.report();

        assertThat(report.open()).isZero();
        assertThat(report.subject("budget")).doesNotContainKey("reserved");
        assertThat(announced)
                .singleElement()
                .extracting(GuardEvent.RunClosed::unrecordedCalls)
                .isEqualTo(1);
    }

    @Test
    void aLateResultStillSettlesItsEffect() {
        Decision open = run.check(PAY);
        run.close();
        run.record(open.handle(), ToolResult.ok("paid"));

        assertThat(run.snapshot().sections().get("effects").toString()).contains("EXECUTED");
    }

    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        run.check(PAY);

        Together.run(16, i -> {
            run.close();
            return i;
        });

        assertThat(announced).hasSize(1);
    }

    @Test
    void aRunThatIsClosedWhileItDecidesLeavesNothingOpen() throws Exception {
        for (int round = 0; round < 50; round++) {
            GuardRun racing = Given.run(Given.tool("pay", tool -> tool.effect(Effect.ONCE)));

            Together.run(4, i -> {
                if (i == 0) {
                    racing.close();
                } else {
                    racing.check(ToolCall.of("pay", "{\"i\":" + i + "}"));
                }
                return i;
            });

            assertThat(racing.report().open()).isZero();
        }
    }

    @Test
    void aClosedRunCanStillBeLookedAt() {
        run.call(PAY, arguments -> "paid");
        run.close();

        assertThat(run.report().executed()).isEqualTo(1);
        assertThat(run.snapshot().toJson()).contains("EXECUTED");
        assertThat(run.inspectOutput("Done.")).isEmpty();
    }

    @Test
    void runsOfOneIdAreRunsOfTheirOwn() {
        Guard guard = Given.guard(policy).build();
        GuardRun one = guard.open(RunContext.anonymous().withRunId("same"));
        GuardRun other = guard.open(RunContext.anonymous().withRunId("same"));

        one.close();

        assertThat(other.check(PAY).allowed()).isTrue();
    }
}
