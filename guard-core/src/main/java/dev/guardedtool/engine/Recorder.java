package dev.guardedtool.engine;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.Mode;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a result to what everybody learns of it. Nothing in here can turn an executed call into a failed one. */
record Recorder(Core core, GuardRun run) {

    private static final Logger log = LoggerFactory.getLogger(Recorder.class);

    private static final String TIMEOUT = "timeout";

    List<Warning> record(CallHandle handle, ToolResult result) {
        return record(handle, call -> Outcomes.of(core, call, result, null, false));
    }

    List<Warning> record(CallHandle handle, Throwable failure) {
        return record(handle, call -> outcome(call, failure));
    }

    /** As told by a caller of the three-method form, who may have lost track. */
    private List<Warning> record(CallHandle handle, Function<OpenCall, Outcome> meaning) {
        if (!(handle instanceof OpenCall call) || call.run() != run) {
            misuse("the handle is not of this run");
            return List.of();
        }
        OpenCall.State before = recorded(call);
        if (before == OpenCall.State.RECORDED) {
            misuse("the call was recorded before: " + call.callId());
            return List.of();
        }
        List<Warning> warnings = record(call, before, meaning.apply(call));
        if (before == OpenCall.State.ABANDONED) {
            misuse("the call was given up before: " + call.callId());
        }
        return warnings;
    }

    /** Of a call that the guard itself carried out; the run may have been closed meanwhile. */
    List<Warning> executed(OpenCall call, Outcome outcome) {
        return record(call, recorded(call), outcome);
    }

    /** What it means that the call ended in that way. */
    Outcome outcome(OpenCall call, Throwable failure) {
        LateResult late = call.late();
        return late != null && late.isBehind(failure)
                ? Outcomes.expired(
                        core, call, failure, ToolResult.failed(TIMEOUT).withPayload(failure.getMessage()))
                : Outcomes.of(core, call, core.resultOf(call.spec(), failure), failure, false);
    }

    private List<Warning> record(OpenCall call, OpenCall.State before, Outcome outcome) {
        if (before == OpenCall.State.ABANDONED) {
            tell(core.sharedListeners(), call, outcome, OutcomeListener::onOutcome);
            core.observers().recorded(call, outcome);
        } else {
            learn(call, outcome);
        }
        LateResult late = call.late();
        ToolResult result = late == null ? null : late.told();
        if (result != null) {
            learnLate(call, result);
        }
        return outcome.warnings();
    }

    /** A call came back whose caller was told that its time is up. */
    void late(OpenCall call, ToolResult result) {
        LateResult late = call.late();
        if (late == null || late.due(result)) {
            learnLate(call, result);
        }
    }

    private void learnLate(OpenCall call, ToolResult result) {
        Outcome outcome = Outcomes.of(core, call, result, null, false);
        tell(core.sharedListeners(), call, outcome, OutcomeListener::onLateOutcome);
        run.lock();
        try {
            run.changed();
            tell(core.localListeners(), call, outcome, OutcomeListener::onLateOutcome);
        } finally {
            run.unlock();
        }
        if (core.observed()) {
            core.announcer()
                    .announce(new GuardEvent.CameLate(
                            run.runId(), run.now(), call.tool(), call.callId(), result.ok(), outcome.errorClass()));
        }
        core.observers().cameLate(call, outcome);
    }

    /** A call ran that was never decided. */
    void observe(OpenCall call, ToolResult result) {
        learn(call, Outcomes.of(core, call, result, null, false));
    }

    private void learn(OpenCall call, Outcome outcome) {
        boolean ok = outcome.result().ok();
        Decision overtime = new Overtime(core, call).wouldHave();
        tell(core.sharedListeners(), call, outcome, OutcomeListener::onOutcome);
        run.lock();
        try {
            run.tally().recorded(ok);
            if (overtime != null) {
                run.tally().wouldHave(overtime);
            }
            run.changed();
            tell(core.localListeners(), call, outcome, OutcomeListener::onOutcome);
        } finally {
            run.unlock();
        }
        if (core.observed()) {
            core.announcer()
                    .announce(new GuardEvent.Recorded(
                            run.runId(), run.now(), call.tool(), call.callId(), ok, outcome.errorClass()));
        }
        core.observers().recorded(call, outcome);
        if (overtime != null && call.spec().mode() == Mode.WARN) {
            outcome.warn(new Warning(overtime.reason(), overtime.text()));
        }
    }

    /** A call was answered from memory: the listeners learn of it as well. */
    void answered(OpenCall call, ToolResult result) {
        Outcome outcome = Outcomes.of(core, call, result, null, true);
        tell(core.sharedListeners(), call, outcome, OutcomeListener::onOutcome);
        run.lock();
        try {
            run.changed();
            tell(core.localListeners(), call, outcome, OutcomeListener::onOutcome);
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

    private static void tell(List<OutcomeListener> listeners, OpenCall call, Outcome outcome, News news) {
        for (int i = 0; i < listeners.size(); i++) {
            try {
                news.tell(listeners.get(i), call, outcome);
            } catch (Throwable failure) {
                Failure.rethrowFatal(failure);
                log.error("A result of {} could not be recorded in full", call.tool(), failure);
            }
        }
    }

    private interface News {

        void tell(OutcomeListener listener, CallView call, Outcome outcome);
    }

    private void misuse(String problem) {
        if (core.policy().strict()) {
            throw new IllegalStateException(problem);
        }
        log.warn("A result was not recorded: {}", problem);
    }
}
