package dev.guardedtool.engine;

import dev.guardedtool.GuardReason;
import dev.guardedtool.Reason;

/** A run was to be opened within the call of another run, which the policy refuses. The outer run is as it was. */
public class NestedRunException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    NestedRunException(String outerRunId) {
        super("no run may be opened within run '" + outerRunId
                + "', since guard.runs.nested is 'refuse': use the outer run, or close it first");
    }

    /** Why there is no such run. */
    public Reason reason() {
        return GuardReason.RUN_NESTED;
    }
}
