package dev.guardedtool.replay.report;

import dev.guardedtool.replay.ReplayedDecision;

/**
 * How often the guard stepped in, or warned.
 *
 * @param runs in how many runs
 * @param decisions how often altogether
 * @param harmedRuns in how many runs it was harmful at least once
 * @param harmful how often it was harmful
 * @param suppressedRuns in how many runs a successful write would not have run
 * @param suppressed how many successful writes these are
 */
record Figures(long runs, long decisions, long harmedRuns, long harmful, long suppressedRuns, long suppressed) {

    static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0);

    static Figures of(ReplayedDecision decision) {
        long harmful = decision.harmful() ? 1 : 0;
        long suppressed = decision.suppressedWrite() ? 1 : 0;
        return new Figures(1, 1, harmful, harmful, suppressed, suppressed);
    }

    /** These and those of the same single run. */
    Figures plusInSameRun(Figures other) {
        return new Figures(
                1,
                decisions + other.decisions,
                Math.max(harmedRuns, other.harmedRuns),
                harmful + other.harmful,
                Math.max(suppressedRuns, other.suppressedRuns),
                suppressed + other.suppressed);
    }

    /** These and those of other runs. */
    Figures plus(Figures other) {
        return new Figures(
                runs + other.runs,
                decisions + other.decisions,
                harmedRuns + other.harmedRuns,
                harmful + other.harmful,
                suppressedRuns + other.suppressedRuns,
                suppressed + other.suppressed);
    }
}
