package dev.guardedtool.replay.suggest;

import org.jspecify.annotations.Nullable;

/** A limit that no successful run came near and that failed runs broke. */
final class MaxCallsRule {

    /** With fewer successful runs, the next one may well need more. */
    private static final int FEWEST_RUNS = 30;

    private static final int SURE_RUNS = 200;
    private static final int FEWEST_BEYOND = 3;

    private MaxCallsRule() {}

    static Proposal.@Nullable MaxCalls propose(ToolNotes notes) {
        CallsPerRun calls = notes.calls;
        int most = calls.mostWhenSuccessful();
        int limit = RoundNumber.above(most);
        if (limit < 0 || calls.successfulRuns() < FEWEST_RUNS || calls.failedRunsAbove(limit) < FEWEST_BEYOND) {
            return null;
        }
        String evidence = "at most " + most + " in " + Counted.of(calls.successfulRuns(), "successful run")
                + ", more than this in " + Counted.of(calls.failedRunsAbove(limit), "failed run");
        return new Proposal.MaxCalls(
                limit, calls.successfulRuns() >= SURE_RUNS ? Confidence.HIGH : Confidence.MEDIUM, evidence);
    }
}
