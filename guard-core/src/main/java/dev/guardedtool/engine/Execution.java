package dev.guardedtool.engine;

import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardTimeoutException;
import dev.guardedtool.ToolResult;
import dev.guardedtool.execution.LateEnd;
import dev.guardedtool.execution.NoThreadException;
import dev.guardedtool.execution.TimeUpException;
import dev.guardedtool.execution.Work;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An allowed call on its way through its body. Who carries it out records what came of it; what comes late is recorded here. */
record Execution(Core core, OpenCall call, CallFrame frame) {

    private static final Duration SOON = Duration.ofSeconds(5);

    <T> @Nullable T run(Work<T> work, Function<@Nullable T, ToolResult> meaning) throws Throwable {
        Duration limit = Overtime.limit(call);
        if (limit == null) {
            return frame.begin(work);
        }
        LateResult late = call.limit();
        try {
            return core.threads().call(call.tool(), limit, () -> frame.begin(work), recorded(meaning));
        } catch (TimeUpException e) {
            throw expired(late, limit);
        } catch (NoThreadException e) {
            throw notStarted(e);
        }
    }

    <T> CompletionStage<T> limit(CompletionStage<T> stage, Function<@Nullable T, ToolResult> meaning) {
        Duration limit = Overtime.limit(call);
        if (limit == null) {
            return stage;
        }
        LateResult late = call.limit();
        return core.threads().limit(limit, stage, () -> expired(late, limit), recorded(meaning));
    }

    GuardTimeoutException timeUp() {
        Duration limit = Overtime.limit(call);
        if (limit == null) {
            throw new IllegalStateException("the time of " + call.tool() + " is not limited");
        }
        core.threads().timedOut();
        return expired(call.limit(), limit);
    }

    private GuardTimeoutException expired(LateResult late, Duration limit) {
        frame.expire();
        return late.with(new Overtime(core, call).exception(limit));
    }

    private <T> LateEnd<T> recorded(Function<@Nullable T, ToolResult> meaning) {
        return (value, failure) -> {
            ToolResult result = failure == null ? meaning.apply(value) : core.resultOf(call.spec(), failure);
            if (failure != null && frame.deniedBy(failure)) {
                result = result.withEffectExecuted(false);
            }
            new Recorder(core, call.run()).late(call, result);
        };
    }

    private NotStartedException notStarted(NoThreadException why) {
        GuardReason reason = why.hanging() ? GuardReason.TOOL_HANGING : GuardReason.TOOL_THREADS_BUSY;
        Explanation explanation = Explanation.of(reason).retryable(why.hanging() ? null : SOON);
        return new NotStartedException(call, new Overruling(core, call.run()).overrule(call, explanation));
    }
}
