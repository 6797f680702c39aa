package dev.guardedtool.policy;

import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Phrases of one language that buy time instead of making progress. Each kind counts once per text: an apology and a
 * claim to be working 0.4 each, filler 0.2.
 *
 * @param apology expression for apologies
 * @param working expression for claims to be still working
 * @param filler expression for words that go with both
 */
public record StallPhrases(Pattern apology, Pattern working, Pattern filler) {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    public StallPhrases {
        Objects.requireNonNull(apology, "apology");
        Objects.requireNonNull(working, "working");
        Objects.requireNonNull(filler, "filler");
    }

    /**
     * Compiles the expressions without regard to case.
     *
     * @throws PatternSyntaxException if one of them is not a regular expression
     */
    public static StallPhrases of(String apology, String working, String filler) {
        return new StallPhrases(
                Pattern.compile(apology, FLAGS), Pattern.compile(working, FLAGS), Pattern.compile(filler, FLAGS));
    }

    /** English, with any kind of apostrophe. */
    public static StallPhrases english() {
        return english("['\u2019\u02BC\uFF07]");
    }

    static StallPhrases englishPlainApostrophe() {
        return english("'");
    }

    private static StallPhrases english(String apostrophe) {
        String busy = "(?:looking|working|checking|searching|researching|investigating)";
        return of(
                "\\b(?:i apologize|i" + apostrophe + "?m sorry|apologies|sorry for)\\b",
                "\\b(?:still\\s+" + busy + "|let me\\s+(?:check|look|try|search|investigate)|i" + apostrophe + "?m\\s+"
                        + busy + "|looking into\\s+(?:this|it|that)|bear with me|one moment|please wait"
                        + "|thank you for\\s+(?:your\\s+)?patience)\\b",
                "\\b(?:inconvenience|delay|trouble|difficulty|issue|problem)\\b");
    }
}
