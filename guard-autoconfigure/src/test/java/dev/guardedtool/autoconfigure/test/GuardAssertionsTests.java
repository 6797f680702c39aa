package dev.guardedtool.autoconfigure.test;

import static dev.guardedtool.autoconfigure.test.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.guardedtool.DecisionType;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicy;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardAssertionsTests {

    private static final GuardPolicy POLICY = GuardPolicy.defaults()
            .withTools(Map.of(
                    ToolName.of("delete"),
                    ToolPolicy.builder().access(Access.DENY).build(),
                    ToolName.of("risky"),
                    ToolPolicy.builder().access(Access.DENY).mode(Mode.SHADOW).build(),
                    ToolName.of("read"),
                    ToolPolicy.builder().cost(Money.of("0.10")).build()));

    private final RecordedEvents events = new RecordedEvents();

    private GuardRun run() {
        Guard guard =
                Guard.builder(POLICY).secretKey(new byte[32]).listener(events).build();
        GuardRun run = guard.open(RunContext.anonymous());
        run.call(ToolCall.of("read", "{}"), json -> "text");
        run.call(ToolCall.of("delete", "{}"), json -> "never");
        run.call(ToolCall.of("risky", "{}"), json -> "done");
        return run;
    }

    @Test
    void holdWhatHappened() {
        GuardRun run = run();

        assertThat(events.of(run))
                .allowed("read")
                .blocked("delete")
                .because(GuardReason.POLICY_DENY)
                .saying("delete")
                .allowed("risky")
                .despite(GuardReason.POLICY_DENY)
                .neverAllowed("delete")
                .executed(2)
                .executed("read", 1)
                .decided("read allow", "delete block policy_deny", "risky allow");
        assertThat(run)
                .executed(2)
                .failed(0)
                .refused(1)
                .refused(DecisionType.BLOCK, 1)
                .gave(GuardReason.POLICY_DENY, 2)
                .spent("0.1");
    }

    static Stream<Consumer<RecordedRun>> wrong() {
        return Stream.of(
                run -> assertThat(run).allowed("delete"),
                run -> assertThat(run).blocked("read"),
                run -> assertThat(run).cached("read"),
                run -> assertThat(run).rewritten("read"),
                run -> assertThat(run).held("read"),
                run -> assertThat(run).escalated("read"),
                run -> assertThat(run).neverAllowed("read"),
                run -> assertThat(run).blocked("delete").because(GuardReason.TOOL_UNKNOWN),
                run -> assertThat(run).allowed("read").despite(GuardReason.POLICY_DENY),
                run -> assertThat(run).blocked("delete").saying("something else"),
                run -> assertThat(run).because(GuardReason.POLICY_DENY),
                run -> assertThat(run).executed(3),
                run -> assertThat(run).executed("read", 0),
                run -> assertThat(run).decided("read allow"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void failOverWhatDidNot(Consumer<RecordedRun> wrong) {
        RecordedRun recorded = events.of(run());

        fails(() -> wrong.accept(recorded));
    }

    @Test
    void failOverWrongFigures() {
        GuardRun run = run();

        fails(() -> assertThat(run).executed(1));
        fails(() -> assertThat(run).failed(1));
        fails(() -> assertThat(run).refused(0));
        fails(() -> assertThat(run).refused(DecisionType.HOLD, 1));
        fails(() -> assertThat(run).gave(GuardReason.TOOL_UNKNOWN, 1));
        fails(() -> assertThat(run).spent("0.2"));
    }

    @Test
    void wantToKnowWhichOfSeveralRuns() {
        run();
        run();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> assertThat(events));
    }

    private static void fails(ThrowingCallable assertion) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion);
    }
}
