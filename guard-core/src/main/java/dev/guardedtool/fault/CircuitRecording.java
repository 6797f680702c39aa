package dev.guardedtool.fault;

import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.fault.FailureRules.Verdict;
import org.jspecify.annotations.Nullable;

/** Tells the breaker what became of a call that it permitted. */
record CircuitRecording() implements OutcomeListener {

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public void onOutcome(CallView call, Outcome outcome) {
        CircuitClaim claim = call.spec().circuit() == null ? null : call.held(CircuitClaim.class);
        if (claim != null) {
            settle(claim, outcome);
        }
    }

    static void settle(CircuitClaim claim, Outcome outcome) {
        Verdict verdict = Verdict.NEITHER;
        try {
            verdict = claim.circuit().rules().judge(outcome);
        } finally {
            claim.settle(verdict, verdict == Verdict.FAILURE ? thrown(outcome) : null);
        }
    }

    private static Throwable thrown(Outcome outcome) {
        @Nullable Throwable thrown = outcome.thrown();
        return thrown != null ? thrown : new FailedResultException(outcome.errorClass());
    }
}
