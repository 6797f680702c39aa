package dev.guardedtool.rate;

import dev.guardedtool.ToolName;
import dev.guardedtool.check.Claim;

/** An attempt that was counted. */
record AttemptClaim(AttemptStore store, String runId, ToolName tool) implements Claim {

    @Override
    public void release() {
        store.decrement(runId, tool);
    }

    /** It may have been made, so it counts. */
    @Override
    public void abandon() {}
}
