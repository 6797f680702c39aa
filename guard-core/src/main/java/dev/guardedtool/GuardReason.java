package dev.guardedtool;

import java.util.Locale;

/** The guard's own reasons. The code of each is its name in lower case. */
public enum GuardReason implements Reason {

    /** Nothing spoke against the call. */
    ALLOW,
    /** The call belongs to no run, and the policy wants one. */
    RUN_MISSING,
    /** The call belongs to a run within the call of another run, and the policy refuses those. */
    RUN_NESTED,
    /** The application has no such tool. */
    TOOL_UNKNOWN,
    /** The tool exists but was not offered with this request. */
    TOOL_UNADVERTISED,
    /** The policy forbids the tool. */
    POLICY_DENY,
    /** The policy wants a person to decide, and approvals are switched off. */
    POLICY_HUMAN_APPROVAL_REQUIRED,
    /** Required arguments are absent or empty. */
    POLICY_MISSING_ARGS,
    /** An argument breaks a rule of the policy. */
    ARGUMENT_RULE,
    /** An argument has a value that nothing has proven. */
    MISSING_FACT,
    /** Nobody knows whether the values of arguments were proven, because the store of facts cannot be asked. */
    FACT_STORE_UNAVAILABLE,
    /** Another tool must have succeeded before. */
    MISSING_STEP,
    /** An argument has a value that none of its sources contains. */
    ARGUMENT_SOURCE,
    /** The application's own access control refused the caller. */
    ACCESS_DENIED,
    /** The arguments are not JSON that can be executed safely. */
    ARGUMENTS_MALFORMED,
    /** The effect happened before; its answer is given again. */
    IDEMPOTENT_REPLAY,
    /** The effect is being carried out by another call. */
    EFFECT_IN_PROGRESS,
    /** Nobody knows whether the effect happened. */
    EFFECT_UNKNOWN,
    /** The effect happened before, and a duplicate is to be refused. */
    EFFECT_DUPLICATE,
    /** The effect key was used before with other arguments. */
    EFFECT_KEY_CONFLICT,
    /** The store of effects is full or cannot be reached. */
    EFFECT_STORE_UNAVAILABLE,
    /** A repeated call whose answer is known. */
    IDENTICAL_TOOLCALL_LOOP_CACHE,
    /** The money is spent. */
    COST_BUDGET_EXCEEDED,
    /** The tokens are spent. */
    TOKEN_BUDGET_EXCEEDED,
    /** As many calls were made as the budget allows. */
    CALL_BUDGET_EXCEEDED,
    /** Calls and models took as long as the budget allows. */
    TIME_BUDGET_EXCEEDED,
    /** The store of budgets is full or cannot be reached. */
    BUDGET_STORE_UNAVAILABLE,
    /** The budget gateway wants to be paid first. */
    PAYMENT_REQUIRED,
    /** The budget gateway gave no answer. */
    BUDGET_GATEWAY_UNAVAILABLE,
    /** The price of a model is not known and the policy refuses to guess. */
    PRICE_UNKNOWN,
    /** The tool is out of use for the rest of the run. */
    TOOL_QUARANTINED,
    /** The dependency behind the tool fails, so that it is not asked for a while. */
    CIRCUIT_OPEN,
    /** The tool caused as many effects as one run may cause. */
    SIDE_EFFECT_LIMIT_EXCEEDED,
    /** The run has tried the tool as often as it may. */
    MAX_ATTEMPTS,
    /** The tool was called as often as the period allows. */
    RATE_LIMITED,
    /** Limits cannot be held because the store that counts for them is full. */
    LIMIT_STORE_FULL,
    /** Limits cannot be held because the store that counts for them cannot be asked. */
    LIMIT_STORE_UNAVAILABLE,
    /** The same call again, with nothing new to learn from it. */
    IDENTICAL_TOOLCALL_LOOP,
    /** The same call keeps failing in the same way. */
    SAME_FAILURE,
    /** The same question in other words. */
    ARG_JITTER_LOOP,
    /** The tool was called as often as one run may call it. */
    MAX_CALLS_PER_TOOL,
    /** The same few calls in turn, over and over. */
    SEQUENCE_LOOP,
    /** The assistant talks without getting anywhere. */
    NO_STATE_CHANGE_LOOP,
    /** Asked for a final outcome, the assistant gave none. */
    STALL_NONCOMPLIANT_FORCED_OUTCOME,
    /** The assistant is stuck and may not be asked again. */
    STALL_FALLBACK_ESCALATE,
    /** Asked for a final outcome, the assistant handed over to a person. */
    FORCED_ESCALATE,
    /** Asked for a final outcome, the assistant delivered it. */
    FORCED_FINALIZE,
    /** A tool failed several times in a row; the call itself was allowed. */
    ERROR_STREAK,
    /** The answer proves nothing, since it cannot be read as declared or there is no room; the call itself was allowed. */
    FACTS_NOT_KEPT,
    /** The guard itself failed and the policy does not let the call pass. */
    GUARD_ERROR,
    /** The tool took longer than it may. */
    TOOL_TIMEOUT,
    /** The tool took longer than it may, and nobody knows what it did before. */
    EFFECT_TIMEOUT,
    /** Earlier calls of the tool took longer than they may and go on still. */
    TOOL_HANGING,
    /** There was no thread to run the tool on. */
    TOOL_THREADS_BUSY,
    /** The call that this one is part of took longer than it may. */
    CALL_EXPIRED,
    /** The run was closed. */
    RUN_CLOSED;

    private final String code = name().toLowerCase(Locale.ROOT);

    @Override
    public String code() {
        return code;
    }
}
