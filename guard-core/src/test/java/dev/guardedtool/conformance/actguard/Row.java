package dev.guardedtool.conformance.actguard;

import java.util.Locale;

/** The rows in which the guard means to differ from the reference. */
enum Row {

    /** Reservation is atomic; of equal calls at once one runs. */
    PARALLEL,

    /** Intent is written before the call; what may have happened is never run again by itself. */
    DURABLE,

    /** Recording cannot fail what was executed. */
    RECORD_FAILURE,

    /** A key that was used with other arguments is a conflict. */
    KEY_CONFLICT,

    /** Numbers are the same however they are spelled, and zero is one of them. */
    NUMBERS,

    /** Error classes come from types and status codes; breakers heal. */
    ERRORS,

    /** Refusals leave no trace. */
    TRACE_FREE,

    /** Argument rules, facts, budget, breaker, attempts, rate. */
    ORDER,

    /** Reserve, then settle. */
    OVERSHOOT,

    /** An unknown price is a decision of the policy. */
    UNPRICED,

    /** Timeouts count as failures. */
    TIMEOUTS,

    /** The run is passed explicitly. */
    RUNS,

    /** What is absent, empty, negative or of another kind is refused; facts are values in JSON; keys are structured. */
    ENFORCE,

    /** What cannot hold is found at start. */
    POLICY_TYPO;

    /** The row's name. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
