package dev.guardedtool.replay;

/**
 * How often something was decided, by how the runs ended.
 *
 * @param successful in runs that reached their goal
 * @param failed in runs that did not
 * @param unjudged in runs that nobody judged
 */
public record CauseCounts(DecisionCounts successful, DecisionCounts failed, DecisionCounts unjudged) {

    /** Never. */
    public static final CauseCounts NONE =
            new CauseCounts(DecisionCounts.NONE, DecisionCounts.NONE, DecisionCounts.NONE);

    static CauseCounts of(Verdict verdict, DecisionCounts counts) {
        return switch (verdict) {
            case SUCCESSFUL -> new CauseCounts(counts, DecisionCounts.NONE, DecisionCounts.NONE);
            case FAILED -> new CauseCounts(DecisionCounts.NONE, counts, DecisionCounts.NONE);
            case UNJUDGED -> new CauseCounts(DecisionCounts.NONE, DecisionCounts.NONE, counts);
        };
    }

    /** Those in runs that ended that way. */
    public DecisionCounts of(Verdict verdict) {
        return switch (verdict) {
            case SUCCESSFUL -> successful;
            case FAILED -> failed;
            case UNJUDGED -> unjudged;
        };
    }

    /** These and those of other runs. */
    public CauseCounts plus(CauseCounts other) {
        return new CauseCounts(
                successful.plus(other.successful), failed.plus(other.failed), unjudged.plus(other.unjudged));
    }
}
