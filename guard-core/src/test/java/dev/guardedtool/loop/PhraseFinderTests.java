package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.policy.StallPhrases;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looking only where a pattern can begin finds what looking everywhere finds. */
class PhraseFinderTests {

    private static final int UNICODE =
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
    private static final String[] LETTERS = {
        "a", "B", "s", "ſ", "K", " ", "\n", "-", "_", "'", "0", "退", "ß", "😀", "\u0301"
    };

    static List<Pattern> patterns() {
        return List.of(
                Pattern.compile("\\b(?:as|b a)\\b", UNICODE),
                Pattern.compile("\\bs", UNICODE),
                Pattern.compile("\\bk\\b", UNICODE),
                Pattern.compile("\\Ba", UNICODE),
                Pattern.compile("a\\b|\\b退", UNICODE),
                Pattern.compile("退|0+a", 0),
                Pattern.compile("(?<=b )a", UNICODE),
                Pattern.compile("(?<!b)a", UNICODE),
                Pattern.compile("(?=a).b", UNICODE),
                Pattern.compile("^a|b$", UNICODE),
                Pattern.compile("^a", UNICODE | Pattern.MULTILINE),
                Pattern.compile("\\s+a", UNICODE),
                Pattern.compile("a*", UNICODE),
                Pattern.compile("a{0}", UNICODE),
                Pattern.compile(".😀", UNICODE),
                Pattern.compile("[^a-z\\s]", 0),
                Pattern.compile("\\ba", 0),
                Pattern.compile("\\W退", UNICODE),
                Pattern.compile("as", Pattern.LITERAL),
                Pattern.compile("(a|b)\\1", UNICODE));
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void findsWhatThePatternFindsInEveryShortText(Pattern pattern) {
        PhraseFinder finder = new PhraseFinder(pattern);
        for (String first : LETTERS) {
            for (String second : LETTERS) {
                for (String third : LETTERS) {
                    for (String fourth : LETTERS) {
                        String text = first + second + third + fourth;
                        assertThat(in(finder, text))
                                .as("%s in '%s'", pattern, text)
                                .isEqualTo(pattern.matcher(text).find());
                    }
                }
            }
        }
    }

    @Test
    void findsThePhrasesOfStallingInAnyText() {
        StallPhrases phrases = StallPhrases.english();
        String[] parts = {
            "I",
            "’",
            "'",
            "m",
            "sorry",
            "for",
            "still",
            "looking",
            "into",
            "it",
            "let",
            "me",
            "check",
            "one",
            "moment",
            "delay",
            "issue",
            " ",
            "  ",
            "\n",
            ".",
            "x",
            "é",
            "apologies",
            "I apologize"
        };
        Random random = new Random(1);
        for (Pattern pattern : List.of(phrases.apology(), phrases.working(), phrases.filler())) {
            PhraseFinder finder = new PhraseFinder(pattern);
            for (int i = 0; i < 20_000; i++) {
                StringBuilder text = new StringBuilder();
                for (int part = random.nextInt(12); part >= 0; part--) {
                    text.append(parts[random.nextInt(parts.length)]);
                }
                assertThat(in(finder, text.toString()))
                        .isEqualTo(pattern.matcher(text).find());
            }
        }
    }

    private static boolean in(PhraseFinder finder, String text) {
        return finder.in(text, text.toCharArray());
    }
}
