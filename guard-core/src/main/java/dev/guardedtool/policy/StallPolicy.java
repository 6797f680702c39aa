package dev.guardedtool.policy;

import java.util.List;
import java.util.Objects;

/**
 * When an assistant's texts count as getting nowhere.
 *
 * @param enabled whether texts are judged
 * @param similarity from which share of common words on two texts are alike, 0 to 1
 * @param noChange how many alike texts in a row, without progress, are a stall
 * @param patternScore from which score of stalling phrases on a text stalls, 0 to 1
 * @param patternStreak how many stalling texts in a row are a stall
 * @param maxRewrites how often the assistant is asked for a final outcome before a person is
 * @param disarms whether progress after such a request takes it back
 * @param effectsAreProgress whether executed effects and reads that may not be kept count as progress
 * @param maxTracked how many distinct calls and results count towards progress
 * @param phrases phrases of stalling, per language
 * @param judgement what makes two texts alike
 */
public record StallPolicy(
        boolean enabled,
        double similarity,
        int noChange,
        double patternScore,
        int patternStreak,
        int maxRewrites,
        boolean disarms,
        boolean effectsAreProgress,
        int maxTracked,
        List<StallPhrases> phrases,
        TextJudgement judgement) {

    public StallPolicy {
        Limits.share("loops.stall.similarity", similarity);
        Limits.atLeast("loops.stall.no-change", noChange, 1);
        Limits.share("loops.stall.pattern-score", patternScore);
        Limits.atLeast("loops.stall.pattern-streak", patternStreak, 1);
        Limits.atLeast("loops.stall.max-rewrites", maxRewrites, 0);
        Limits.atLeast("loops.stall.max-tracked", maxTracked, 1);
        phrases = List.copyOf(phrases);
        Objects.requireNonNull(judgement, "judgement");
    }

    /** Progress disarms, effects are progress. */
    public static StallPolicy defaults() {
        return new StallPolicy(
                true, 0.92, 4, 0.6, 2, 1, true, true, 5_000, List.of(StallPhrases.english()), TextJudgement.ANY_SCRIPT);
    }

    /** Once asked for an outcome, always asked. */
    public static StallPolicy reference() {
        return new StallPolicy(
                true,
                0.92,
                4,
                0.6,
                2,
                1,
                false,
                false,
                5_000,
                List.of(StallPhrases.englishPlainApostrophe()),
                TextJudgement.LATIN);
    }

    /** What makes two texts alike. */
    public enum TextJudgement {

        /** They share most words of the longer one, in any script. */
        ANY_SCRIPT,

        /** They share most Latin words of the shorter one. */
        LATIN
    }
}
