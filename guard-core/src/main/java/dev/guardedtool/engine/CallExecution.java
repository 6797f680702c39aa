package dev.guardedtool.engine;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.GuardDeniedException;
import dev.guardedtool.GuardHeldException;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.check.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries out a call that the guard decides and records. */
record CallExecution(Core core, GuardRun run) {

    ToolOutcome call(ToolCall call, ToolBody tool) {
        Decision decision = run.check(call);
        if (decision instanceof Decision.Cache cache) {
            return new ToolOutcome(decision, cache.result(), null, List.of());
        }
        if (!(decision instanceof Decision.Allow allow)) {
            return new ToolOutcome(decision, null, null, List.of());
        }
        return execute(allow, tool);
    }

    private ToolOutcome execute(Decision.Allow allow, ToolBody tool) {
        CallHandle handle = allow.handle();
        OpenCall open = run.own(handle);
        Recorder recorder = new Recorder(core, run);
        Outcome outcome;
        Throwable failure = null;
        CallFrame frame = CallFrame.of(run, handle.tool(), handle.tool());
        try {
            Object payload = frame.execute(handle, () -> tool.run(handle.argumentsJson()), CallExecution::result);
            outcome = Outcomes.of(core, open, result(payload), null, false);
        } catch (Throwable t) {
            failure = t;
            Decision refusal = frame.refusal(handle, t);
            if (refusal != null) {
                return new ToolOutcome(refusal, null, frame.deniedBy(t) ? t : null, List.of());
            }
            outcome = recorder.outcome(open, t);
        }
        List<Warning> warnings = recorder.executed(open, outcome);
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        } else if (failure != null) {
            Failure.rethrowFatal(failure);
        }
        return new ToolOutcome(allow, outcome.result(), failure, merge(allow.warnings(), warnings));
    }

    /** What the tool answered, now or earlier; throws what it threw or why it was not run. */
    static @Nullable Object payload(ToolOutcome outcome) throws Throwable {
        if (outcome.failure() != null) {
            throw outcome.failure();
        }
        if (outcome.result() == null || (!outcome.ok() && !outcome.executed())) {
            if (outcome.decision() instanceof Decision.Hold hold) {
                throw new GuardHeldException(hold);
            }
            throw new GuardDeniedException(outcome.decision());
        }
        return outcome.payload();
    }

    private static ToolResult result(@Nullable Object payload) {
        return payload instanceof ToolResult given ? given : ToolResult.ok(payload);
    }

    private static List<Warning> merge(List<Warning> first, List<Warning> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() ? second : first;
        }
        List<Warning> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
