package dev.guardedtool.replay.suggest;

import dev.guardedtool.policy.LoopPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A limit on identical calls of tools whose answers may not be served again, where the default is too low for them. */
final class PollLimitRule {

    private static final int DEFAULT = LoopPolicy.defaults().repeat().pollLimit();
    private static final int FEWEST_RUNS = 30;

    private PollLimitRule() {}

    /**
     * Asks for a limit.
     *
     * @param polled tools whose answers may not be served again
     */
    static Proposal.@Nullable PollLimit propose(List<ToolNotes> polled) {
        int most = 0;
        int runs = 0;
        int beyond = 0;
        for (ToolNotes notes : polled) {
            most = Math.max(most, notes.identical.mostWhenSuccessful());
            runs += notes.identical.successfulRuns();
        }
        int limit = RoundNumber.above(most);
        for (ToolNotes notes : polled) {
            beyond += notes.identical.failedRunsAbove(limit);
        }
        boolean tooLow = limit > DEFAULT;
        boolean tooHigh = limit < DEFAULT && runs >= FEWEST_RUNS && beyond >= 2;
        if (limit < 0 || runs == 0 || !(tooLow || tooHigh)) {
            return null;
        }
        String evidence = "at most " + Counted.of(most, "identical call") + " in " + Counted.of(runs, "successful run")
                + ", more than this in " + Counted.of(beyond, "failed run");
        return new Proposal.PollLimit(limit, Confidence.MEDIUM, evidence);
    }
}
