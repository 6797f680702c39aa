package dev.guardedtool.replay.report;

import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.ReplayedDecision;
import dev.guardedtool.replay.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * An intervention to be looked at.
 *
 * @param run the run it is in
 * @param ruling what was decided
 * @param excerpt what has to be read to judge it
 */
record Exhibit(RunLabel run, Ruling ruling, Excerpt excerpt) {

    /** What interventions share who happen for the same reason. */
    record Cause(@Nullable Rule first, @Nullable Rule second) {

        static Cause of(Ruling ruling) {
            return new Cause(Rule.ofNullable(ruling.first()), Rule.ofNullable(ruling.second()));
        }
    }

    /** What makes interventions of the same cause interesting in different ways. */
    record Lot(Verdict verdict, boolean harmful, boolean suppressedWrite) {

        static Lot of(RecordedRun run, Ruling ruling) {
            return new Lot(
                    run.verdict(), ruling.is(ReplayedDecision::harmful), ruling.is(ReplayedDecision::suppressedWrite));
        }
    }

    static Exhibit of(RecordedRun run, Ruling ruling) {
        return new Exhibit(RunLabel.of(run), ruling, Excerpt.of(run, ruling));
    }

    /** Whether that is the call or text itself, what came of it, or an answer to hold against that. */
    boolean isAbout(Moment moment) {
        int index = moment.index();
        return index >= ruling.event()
                || Integer.valueOf(index).equals(excerpt.repeated())
                || ruling.is(decision -> Integer.valueOf(index).equals(decision.servedFrom()));
    }
}
