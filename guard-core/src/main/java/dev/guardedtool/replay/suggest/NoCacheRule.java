package dev.guardedtool.replay.suggest;

import org.jspecify.annotations.Nullable;

/** Answers that mostly change although nothing was written must not be served again. */
final class NoCacheRule {

    private static final int FEWEST = 3;
    private static final int SURE = 10;

    private NoCacheRule() {}

    static Proposal.@Nullable NoCache propose(ToolNotes notes) {
        Pairs quiet = notes.quiet;
        if (quiet.different() < FEWEST || quiet.different() <= quiet.same()) {
            return null;
        }
        String evidence = quiet.different() + " of " + Counted.of(quiet.all(), "identical repeat")
                + " without a write between differed";
        return new Proposal.NoCache(quiet.different() >= SURE ? Confidence.HIGH : Confidence.MEDIUM, evidence);
    }
}
