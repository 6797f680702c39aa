package dev.guardedtool.replay.report;

import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.ReplayedDecision;
import dev.guardedtool.replay.Verdict;
import java.util.List;

/**
 * A run that two configurations decide differently.
 *
 * @param difference how they part
 * @param rulings the first places where somebody steps in
 * @param more how many such places follow
 * @param first the first place where they part
 */
record DifferentRun(Difference difference, List<Ruling> rulings, int more, Exhibit first) {

    private static final int MOST_RULINGS = 40;

    /** What makes runs that differ in the same way interesting in different ways. */
    record Lot(Verdict verdict, boolean harmed) {

        static Lot of(RecordedRun run, List<Ruling> rulings) {
            return new Lot(run.verdict(), rulings.stream().anyMatch(ruling -> ruling.is(ReplayedDecision::harmful)));
        }
    }

    static DifferentRun of(RecordedRun run, Difference difference, List<Ruling> rulings) {
        Ruling first = rulings.stream().filter(Ruling::differs).findFirst().orElseThrow();
        int shown = Math.min(rulings.size(), MOST_RULINGS);
        return new DifferentRun(
                difference, List.copyOf(rulings.subList(0, shown)), rulings.size() - shown, Exhibit.of(run, first));
    }
}
