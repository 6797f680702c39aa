package dev.guardedtool.autoconfigure;

import static dev.guardedtool.autoconfigure.Said.or;

import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.StallPhrases;
import dev.guardedtool.policy.StallPolicy;
import dev.guardedtool.policy.StallPolicy.TextJudgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * When an assistant's texts count as getting nowhere.
 *
 * @param enabled Whether texts are judged.
 * @param similarity Share of common words from which on two texts are alike, 0 to 1.
 * @param noChange How many alike texts in a row, without progress, are a stall.
 * @param patternScore Score of stalling phrases from which on a text stalls, 0 to 1.
 * @param patternStreak How many stalling texts in a row are a stall.
 * @param maxRewrites How often the assistant is asked for a final outcome before a person is.
 * @param disarms Whether progress after such a request takes it back.
 * @param effectsAreProgress Whether executed effects and reads that may not be kept count as progress.
 * @param maxTracked How many distinct calls and results count towards progress.
 * @param phrases Regular expressions for phrases of stalling, by language. They join the built-in English ones, which
 *     the key 'en' replaces.
 * @param judgement What makes two texts alike: words of any script, or Latin words alone.
 */
public record StallProperties(
        @Nullable Boolean enabled,
        @Nullable Double similarity,
        @Nullable Integer noChange,
        @Nullable Double patternScore,
        @Nullable Integer patternStreak,
        @Nullable Integer maxRewrites,
        @Nullable Boolean disarms,
        @Nullable Boolean effectsAreProgress,
        @Nullable Integer maxTracked,
        @Nullable Map<String, Phrases> phrases,
        @Nullable TextJudgement judgement) {

    private static final String BUILT_IN = "en";

    StallPolicy over(StallPolicy base) {
        return new StallPolicy(
                or(enabled, base.enabled()),
                or(similarity, base.similarity()),
                or(noChange, base.noChange()),
                or(patternScore, base.patternScore()),
                or(patternStreak, base.patternStreak()),
                or(maxRewrites, base.maxRewrites()),
                or(disarms, base.disarms()),
                or(effectsAreProgress, base.effectsAreProgress()),
                or(maxTracked, base.maxTracked()),
                phrases == null ? base.phrases() : phrases(phrases, base.phrases()),
                or(judgement, base.judgement()));
    }

    private static List<StallPhrases> phrases(Map<String, Phrases> said, List<StallPhrases> builtIn) {
        List<StallPhrases> all = new ArrayList<>(said.containsKey(BUILT_IN) ? List.of() : builtIn);
        said.forEach((language, phrases) -> all.add(phrases.compile("loops.stall.phrases." + language)));
        return all;
    }

    /**
     * Phrases of one language.
     *
     * @param apology Regular expression for apologies.
     * @param working Regular expression for claims to be still working.
     * @param filler Regular expression for words that go with both.
     */
    public record Phrases(
            @Nullable String apology,
            @Nullable String working,
            @Nullable String filler) {

        StallPhrases compile(String place) {
            if (apology == null || working == null || filler == null) {
                throw new InvalidPolicyException(place, "needs apology, working and filler");
            }
            try {
                return StallPhrases.of(apology, working, filler);
            } catch (PatternSyntaxException e) {
                throw new InvalidPolicyException(place, "is not a regular expression: " + e.getMessage());
            }
        }
    }
}
