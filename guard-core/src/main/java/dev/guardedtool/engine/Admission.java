package dev.guardedtool.engine;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.ToolCall;
import dev.guardedtool.Warning;
import dev.guardedtool.policy.CallTracking;
import dev.guardedtool.policy.ToolSpec;
import dev.guardedtool.signature.ArgumentShape;
import dev.guardedtool.signature.Arguments;
import dev.guardedtool.signature.Fingerprint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a call as asked for to its decision. */
record Admission(Core core, GuardRun run) {

    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    Decision decide(ToolCall call) {
        if (core.policy().tracking() == CallTracking.SEQUENTIAL) {
            giveUpPending();
        }
        OpenCall admitted = admit(call);
        Decision objection;
        try {
            objection = core.chain().decide(admitted);
        } catch (Throwable failure) {
            objection = onError(admitted, failure);
        }
        return conclude(admitted, objection);
    }

    @Nullable
    Decision screen(ToolCall call) {
        OpenCall admitted = admit(call);
        Decision objection = core.chain().screen(admitted);
        boolean person = objection instanceof Decision.Hold || objection instanceof Decision.Escalate;
        return person && admitted.spec().mode() == Mode.ENFORCE ? conclude(admitted, objection) : null;
    }

    private void giveUpPending() {
        OpenCall pending;
        run.lock();
        try {
            pending = run.openCalls().last();
            if (pending != null && core.policy().strict()) {
                throw new IllegalStateException("the result of the call before was not recorded: " + pending.tool());
            }
            if (pending != null) {
                run.tally().missed();
            }
        } finally {
            run.unlock();
        }
        if (pending != null) {
            run.abandon(pending);
        }
    }

    OpenCall admit(ToolCall call) {
        ToolSpec spec = core.specs().of(call);
        Arguments arguments = core.reader().read(call.arguments());
        ArgumentShape shape = new ArgumentShape(
                spec.repeats().ignoreArgs(),
                call.numericArguments(),
                core.policy().numbers());
        Fingerprint fingerprint = core.fingerprints().arguments(arguments, shape);
        return new OpenCall(run, call, run.tally().nextCall(), spec, arguments, fingerprint, run.now());
    }

    private Decision conclude(OpenCall call, @Nullable Decision objection) {
        Decision decision;
        if (objection == null) {
            decision = Decision.Allow.of(call);
        } else {
            decision = giveBack(call, explained(call, objection));
        }
        if (core.observed()) {
            core.announcer()
                    .announce(new GuardEvent.Decided(
                            run.runId(),
                            call.now(),
                            call.tool(),
                            call.callId(),
                            call.fingerprint().hex(),
                            decision));
        }
        core.observers().decided(call, decision);
        if (decision instanceof Decision.Cache cache) {
            new Recorder(core, run).answered(call, cache.result());
        }
        return decision;
    }

    private Decision giveBack(OpenCall call, Decision objection) {
        Mode mode = call.spec().mode();
        boolean runs = mode != Mode.ENFORCE;
        Decision decision = runs ? Decision.Allow.of(call).insteadOf(objection, warnings(mode, objection)) : objection;
        run.lock();
        try {
            core.chain().release(call);
            if (runs) {
                call.runsThough();
                run.opened(call);
                run.tally().wouldHave(objection);
            } else {
                run.tally().refused(objection);
            }
        } finally {
            run.unlock();
        }
        HeldClaims.release(call.letGo());
        return decision;
    }

    private List<Warning> warnings(Mode mode, Decision objection) {
        return mode == Mode.WARN ? List.of(new Warning(objection.reason(), objection.text())) : List.of();
    }

    Decision explained(OpenCall call, Decision objection) {
        Explanation why = objection.explanation();
        return why.text().isEmpty() ? objection.explained(why.text(core.texts().text(why, call.tool()))) : objection;
    }

    private @Nullable Decision onError(OpenCall call, Throwable error) {
        log.error("The guard failed while it decided a call of {}", call.tool(), error);
        run.lock();
        try {
            core.chain().release(call);
            if (call.passesErrors() && !run.closed()) {
                Failure.rethrowFatal(error);
                run.opened(call);
                return null;
            }
        } finally {
            run.unlock();
        }
        HeldClaims.release(call.letGo());
        Failure.rethrowFatal(error);
        return Decision.block(Explanation.of(GuardReason.GUARD_ERROR));
    }
}
