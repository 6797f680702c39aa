package dev.guardedtool.rate;

import dev.guardedtool.ToolName;

/**
 * Counts how often the tools of a run were tried. Every method is atomic, and implementations are thread-safe. Counts of
 * runs that may go on are never forgotten: a full store refuses.
 */
public interface AttemptStore {

    /**
     * Counts one more attempt, unless as many were granted as may be.
     *
     * @param limit how many attempts may be granted; 0 or more
     * @throws StoreFullException if the attempt cannot be counted
     */
    Attempts increment(String runId, ToolName tool, int limit);

    /** A granted attempt was not made after all. Does nothing if none is counted. */
    void decrement(String runId, ToolName tool);
}
