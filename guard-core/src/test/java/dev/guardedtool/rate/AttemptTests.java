package dev.guardedtool.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardBuilder;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.RunSnapshot;
import dev.guardedtool.testing.Given;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Attempts of a run, failures included. */
class AttemptTests {

    private final Guard guard = guard(null);

    @Test
    void failuresCount() {
        GuardRun run = guard.open(RunContext.anonymous());
        for (int i = 0; i < 2; i++) {
            run.call(send(i), arguments -> {
                throw new IllegalStateException("down");
            });
        }

        assertThat(run.check(send(3)).reason()).isEqualTo(GuardReason.MAX_ATTEMPTS);
        assertThat(run.report().subject("rate").get("attempts")).hasToString("{send=3}");
    }

    @Test
    void aRunGoesOnCountingWhereItIsContinued() {
        GuardRun run = guard.open(RunContext.anonymous());
        run.check(send(1));
        run.check(send(2));
        RunSnapshot snapshot = RunSnapshot.fromJson(run.snapshot().toJson());

        GuardRun continued = guard.restore(snapshot, RunContext.anonymous());

        assertThat(continued.check(send(3)).reason()).isEqualTo(GuardReason.MAX_ATTEMPTS);
    }

    @Test
    void runsThatShareAStoreCountTogetherUnderOneId() {
        Guard shared = guard(new InMemoryAttemptStore(10));
        RunContext context = RunContext.anonymous().withRunId("r1");
        shared.open(context).check(send(1));
        shared.open(context).check(send(2));

        assertThat(shared.open(context).check(send(3)).reason()).isEqualTo(GuardReason.MAX_ATTEMPTS);
        assertThat(shared.open(RunContext.anonymous()).check(send(4)).allowed()).isTrue();
    }

    @Test
    void aFullStoreRefuses() {
        Guard shared = guard(new InMemoryAttemptStore(1));
        shared.open(RunContext.anonymous()).check(send(1));

        assertThat(shared.open(RunContext.anonymous()).check(send(2)).reason()).isEqualTo(GuardReason.LIMIT_STORE_FULL);
    }

    private static Guard guard(@Nullable AttemptStore store) {
        GuardBuilder builder = Given.guard(Given.tool("send", tool -> tool.maxAttempts(2)));
        return (store == null ? builder : builder.attempts(store)).build();
    }

    private static ToolCall send(int i) {
        return ToolCall.of("send", "{\"i\":" + i + "}");
    }
}
