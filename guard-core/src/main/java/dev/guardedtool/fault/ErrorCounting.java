package dev.guardedtool.fault;

import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.Quarantine;
import dev.guardedtool.policy.FaultPolicy;

/** Counts the errors of each tool and puts it out of use where the policy says so. A replayed failure is no new one. */
record ErrorCounting(FaultPolicy policy) implements OutcomeListener {

    @Override
    public void onOutcome(CallView call, Outcome outcome) {
        ErrorStreaks streaks = call.run().state(ErrorStreaks.STATE);
        if (outcome.result().ok()) {
            streaks.succeeded(call.tool());
        } else if (!outcome.cached()) {
            int streak = streaks.failed(call.tool(), outcome.errorClass(), policy.consecutive());
            if (policy.afterErrors()
                    && streak >= policy.errorThreshold()
                    && policy.classes().contains(outcome.errorClass())) {
                Quarantine.impose(call, "error_retry:" + outcome.errorClass());
            }
        }
    }
}
