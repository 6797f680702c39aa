package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.policy.CallTracking;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import org.junit.jupiter.api.Test;

/** Misuse of the three-method form raises in strict use and is survived otherwise. */
class StrictTests {

    private static final ToolCall LOOK = ToolCall.of("look", "{}");

    private final GuardRun strict = Given.run(GuardPolicy.defaults().withStrict(true));
    private final GuardRun lenient = Given.run(GuardPolicy.defaults());

    @Test
    void aResultIsRecordedOnce() {
        CallHandle handle = strict.check(LOOK).handle();
        strict.record(handle, ToolResult.ok("a"));

        assertThatIllegalStateException()
                .isThrownBy(() -> strict.record(handle, ToolResult.ok("b")))
                .withMessageContaining("recorded before");
        assertThat(strict.report().executed()).isEqualTo(1);
    }

    @Test
    void otherwiseASecondResultIsIgnored() {
        CallHandle handle = lenient.check(LOOK).handle();
        lenient.record(handle, ToolResult.ok("a"));

        assertThat(lenient.record(handle, ToolResult.failed("b"))).isEmpty();

        assertThat(lenient.report().executed()).isEqualTo(1);
        assertThat(lenient.report().failed()).isZero();
    }

    @Test
    void aHandleBelongsToItsRun() {
        CallHandle foreign = lenient.check(LOOK).handle();

        assertThatIllegalStateException().isThrownBy(() -> strict.record(foreign, ToolResult.ok("a")));
        assertThatIllegalStateException().isThrownBy(() -> strict.abandon(foreign));
        assertThat(strict.report().executed()).isZero();
        assertThat(lenient.report().open()).isEqualTo(1);
    }

    @Test
    void otherwiseAForeignHandleIsIgnored() {
        CallHandle foreign = strict.check(LOOK).handle();

        lenient.record(foreign, ToolResult.ok("a"));
        lenient.record(new Forged(), ToolResult.ok("a"));
        lenient.abandon(foreign);

        assertThat(lenient.report().executed()).isZero();
        assertThat(strict.report().open()).isEqualTo(1);
    }

    private record Forged() implements CallHandle {

        @Override
        public ToolName tool() {
            return LOOK.tool();
        }

        @Override
        public String callId() {
            return "call-1";
        }

        @Override
        public String argumentsJson() {
            return "{}";
        }
    }

    @Test
    void aCallThatWasGivenUpIsNotRecorded() {
        CallHandle handle = strict.check(LOOK).handle();
        strict.abandon(handle);
        strict.abandon(handle);

        assertThatIllegalStateException()
                .isThrownBy(() -> strict.record(handle, ToolResult.ok("late")))
                .withMessageContaining("given up");
    }

    @Test
    void aRefusalHasNoHandle() {
        Decision refused =
                Given.run(Given.tool("look", tool -> tool.maxCalls(0))).check(LOOK);

        assertThatIllegalStateException().isThrownBy(refused::handle);
    }

    @Test
    void inSequenceOneCallIsOpenAtATime() {
        GuardRun sequential = Given.run(sequential().withStrict(true));
        CallHandle handle = sequential.check(LOOK).handle();

        assertThatIllegalStateException().isThrownBy(() -> sequential.check(LOOK));

        sequential.record(handle, ToolResult.ok("a"));
        assertThat(sequential.check(LOOK).allowed()).isTrue();
    }

    @Test
    void otherwiseTheNextCallGivesUpTheOneBefore() {
        GuardRun sequential = Given.run(sequential());
        sequential.check(LOOK);
        sequential.check(LOOK);

        RunReport report = sequential.report();

        assertThat(report.missed()).isEqualTo(1);
        assertThat(report.open()).isEqualTo(1);
        assertThat(report.allowed()).isEqualTo(2);
    }

    private static GuardPolicy sequential() {
        GuardPolicy reference = GuardPolicy.reference();
        assertThat(reference.tracking()).isEqualTo(CallTracking.SEQUENTIAL);
        return reference;
    }
}
