package dev.guardedtool.replay;

import java.util.List;
import java.util.Objects;

/**
 * A recorded run and what the guard would have done in it.
 *
 * @param recorded the run
 * @param decisions what is not a plain allow, in the order of the events
 */
public record ReplayedRun(RecordedRun recorded, List<ReplayedDecision> decisions) {

    public ReplayedRun {
        Objects.requireNonNull(recorded, "recorded");
        decisions = List.copyOf(decisions);
    }

    /** Whether at least one call or text would have been answered with anything but allow. */
    public boolean touched() {
        return decisions.stream().anyMatch(ReplayedDecision::intervention);
    }

    /** Whether at least one decision would have been {@linkplain ReplayedDecision#harmful() harmful}. */
    public boolean harmed() {
        return decisions.stream().anyMatch(ReplayedDecision::harmful);
    }

    /** Whether at least one successful write would not have run. */
    public boolean suppressedWrite() {
        return decisions.stream().anyMatch(ReplayedDecision::suppressedWrite);
    }
}
