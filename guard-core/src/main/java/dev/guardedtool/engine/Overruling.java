package dev.guardedtool.engine;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.ToolCall;

/** Refusals that are not the guard's own. Their bodies did not run, so nothing of the calls may stay behind. */
record Overruling(Core core, GuardRun run) {

    Decision overrule(CallHandle handle, Explanation why) {
        OpenCall call = run.own(handle);
        Decision decision = new Admission(core, run).explained(call, Decision.block(why));
        run.lock();
        try {
            if (call.slot < 0) {
                return decision;
            }
            call.state(OpenCall.State.RECORDED);
            giveBack(call);
            run.tally().refused(decision);
        } finally {
            run.unlock();
        }
        HeldClaims.release(call.letGo());
        announce(new GuardEvent.Overruled(run.runId(), run.now(), call.tool(), call.callId(), decision));
        core.observers().overruled(call, decision);
        return decision;
    }

    private void giveBack(OpenCall call) {
        if (call.reserved()) {
            core.chain().release(call);
        } else {
            run.openCalls().remove(call);
            run.tally().takenBack();
        }
    }

    Decision refuse(ToolCall asked, Explanation why) {
        Admission admission = new Admission(core, run);
        OpenCall call = admission.admit(asked);
        Decision decision = admission.explained(call, Decision.block(why));
        run.lock();
        try {
            run.tally().refused(decision);
        } finally {
            run.unlock();
        }
        announce(new GuardEvent.Decided(
                run.runId(),
                call.now(),
                call.tool(),
                call.callId(),
                call.fingerprint().hex(),
                decision));
        core.observers().decided(call, decision);
        return decision;
    }

    private void announce(GuardEvent event) {
        if (core.observed()) {
            core.announcer().announce(event);
        }
    }
}
