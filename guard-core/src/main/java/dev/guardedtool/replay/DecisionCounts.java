package dev.guardedtool.replay;

/**
 * How often something was decided in runs that ended alike.
 *
 * @param decisions how often
 * @param harmful how many of these were harmful
 * @param runs in how many runs
 * @param harmedRuns in how many of these it was harmful at least once
 */
public record DecisionCounts(long decisions, long harmful, long runs, long harmedRuns) {

    /** Never. */
    public static final DecisionCounts NONE = new DecisionCounts(0, 0, 0, 0);

    static DecisionCounts of(ReplayedDecision decision) {
        int harmful = decision.harmful() ? 1 : 0;
        return new DecisionCounts(1, harmful, 1, harmful);
    }

    /** These and those of other runs. */
    public DecisionCounts plus(DecisionCounts other) {
        return new DecisionCounts(
                decisions + other.decisions, harmful + other.harmful, runs + other.runs, harmedRuns + other.harmedRuns);
    }

    /** These and those of the same single run. */
    DecisionCounts plusInSameRun(DecisionCounts other) {
        return new DecisionCounts(
                decisions + other.decisions, harmful + other.harmful, 1, Math.max(harmedRuns, other.harmedRuns));
    }
}
