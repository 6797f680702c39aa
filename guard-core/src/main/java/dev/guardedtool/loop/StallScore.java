package dev.guardedtool.loop;

import dev.guardedtool.policy.StallPhrases;
import java.util.List;

/** How much a text buys time: an apology and a claim to be working count 0.4 each, filler 0.2; the best language wins. */
final class StallScore {

    private static final double APOLOGY = 0.4;
    private static final double WORKING = 0.4;
    private static final double FILLER = 0.2;

    private final List<Language> languages;
    private final double threshold;

    StallScore(List<StallPhrases> phrases, double threshold) {
        this.languages = phrases.stream().map(Language::of).toList();
        this.threshold = threshold;
    }

    /** Whether the text reaches the threshold. What can no longer matter is not looked for. */
    boolean reached(String text) {
        char[] chars = text.toCharArray();
        for (Language language : languages) {
            if (language.reaches(text, chars, threshold)) {
                return true;
            }
        }
        return false;
    }

    private record Language(PhraseFinder apology, PhraseFinder working, PhraseFinder filler) {

        static Language of(StallPhrases phrases) {
            return new Language(
                    new PhraseFinder(phrases.apology()),
                    new PhraseFinder(phrases.working()),
                    new PhraseFinder(phrases.filler()));
        }

        boolean reaches(String text, char[] chars, double threshold) {
            double score = apology.in(text, chars) ? APOLOGY : 0;
            if (score + WORKING + FILLER < threshold) {
                return false;
            }
            score += working.in(text, chars) ? WORKING : 0;
            if (score >= threshold || score + FILLER < threshold) {
                return score >= threshold;
            }
            return filler.in(text, chars);
        }
    }
}
