package dev.guardedtool.engine;

import dev.guardedtool.CallHandle;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a result to what everybody learns of it. Nothing in here can turn an executed call into a failed one. */
record Recorder(Core core, GuardRun run) {

    private static final Logger log = LoggerFactory.getLogger(Recorder.class);

    /** As told by a caller of the three-method form, who may have lost track. */
    List<Warning> record(CallHandle handle, ToolResult result, @Nullable Throwable thrown) {
        if (!(handle instanceof OpenCall call) || call.run() != run) {
            misuse("the handle is not of this run");
            return List.of();
        }
        OpenCall.State before = recorded(call);
        if (before == OpenCall.State.RECORDED) {
            misuse("the call was recorded before: " + call.callId());
            return List.of();
        }
        List<Warning> warnings = record(call, before, result, thrown);
        if (before == OpenCall.State.ABANDONED) {
            misuse("the call was given up before: " + call.callId());
        }
        return warnings;
    }

    /** Of a call that the guard itself carried out; the run may have been closed meanwhile. */
    List<Warning> executed(OpenCall call, ToolResult result, @Nullable Throwable thrown) {
        return record(call, recorded(call), result, thrown);
    }

    private List<Warning> record(OpenCall call, OpenCall.State before, ToolResult result, @Nullable Throwable thrown) {
        Outcome outcome = Outcomes.of(core, call, result, thrown, false);
        if (before == OpenCall.State.ABANDONED) {
            tell(core.sharedListeners(), call, outcome);
            core.observers().recorded(call, outcome);
            return List.of();
        }
        return learn(call, outcome);
    }

    /** A call ran that was never decided. */
    void observe(OpenCall call, ToolResult result) {
        learn(call, Outcomes.of(core, call, result, null, false));
    }

    private List<Warning> learn(OpenCall call, Outcome outcome) {
        boolean ok = outcome.result().ok();
        tell(core.sharedListeners(), call, outcome);
        run.lock();
        try {
            run.tally().recorded(ok);
            run.changed();
            tell(core.localListeners(), call, outcome);
        } finally {
            run.unlock();
        }
        if (core.observed()) {
            core.announcer()
                    .announce(new GuardEvent.Recorded(
                            run.runId(), run.now(), call.tool(), call.callId(), ok, outcome.errorClass()));
        }
        core.observers().recorded(call, outcome);
        return outcome.warnings();
    }

    /** A call was answered from memory: the listeners learn of it as well. */
    void answered(OpenCall call, ToolResult result) {
        Outcome outcome = Outcomes.of(core, call, result, null, true);
        tell(core.sharedListeners(), call, outcome);
        run.lock();
        try {
            run.changed();
            tell(core.localListeners(), call, outcome);
        } finally {
            run.unlock();
        }
        core.observers().recorded(call, outcome);
    }

    void abandon(CallHandle handle) {
        if (!(handle instanceof OpenCall call) || call.run() != run) {
            misuse("the handle is not of this run");
            return;
        }
        run.lock();
        try {
            if (!run.openCalls().remove(call)) {
                return;
            }
            call.state(OpenCall.State.ABANDONED);
            core.chain().abandon(call);
            run.changed();
        } finally {
            run.unlock();
        }
        HeldClaims.abandon(call.claims());
    }

    private OpenCall.State recorded(OpenCall call) {
        run.lock();
        try {
            run.openCalls().remove(call);
            OpenCall.State before = call.state();
            call.state(OpenCall.State.RECORDED);
            return before;
        } finally {
            run.unlock();
        }
    }

    private static void tell(List<OutcomeListener> listeners, OpenCall call, Outcome outcome) {
        for (int i = 0; i < listeners.size(); i++) {
            try {
                listeners.get(i).onOutcome(call, outcome);
            } catch (Throwable failure) {
                Failure.rethrowFatal(failure);
                log.error("A result of {} could not be recorded in full", call.tool(), failure);
            }
        }
    }

    private void misuse(String problem) {
        if (core.policy().strict()) {
            throw new IllegalStateException(problem);
        }
        log.warn("A result was not recorded: {}", problem);
    }
}
