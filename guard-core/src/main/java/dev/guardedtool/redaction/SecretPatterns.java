package dev.guardedtool.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds secrets by their looks. Every pattern takes time in proportion to the text. */
final class SecretPatterns {

    /** Nothing shorter is taken for a secret. */
    static final int SHORTEST = 5;

    /** The secret is the group of that name where there is one. */
    private static final String GROUP = "secret";

    private static final List<Pattern> PATTERNS = List.of(
            Pattern.compile("(?<secret>-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\\s\\S]*?"
                    + "(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\\z))"),
            Pattern.compile("[Bb](?i:earer)[ \\t]{1,4}(?<secret>[A-Za-z0-9._~+/=-]{6,}+)"),
            Pattern.compile("(?=[eAgxrswynphS])(?<![A-Za-z0-9])(?<secret>eyJ[A-Za-z0-9_-]{4,512}+\\.[A-Za-z0-9_-]{4,}+"
                    + "(?:\\.[A-Za-z0-9_-]*+){0,3}"
                    + "|A(?:KIA|SIA|BIA|CCA|ROA|IDA)[A-Z0-9]{16}+(?![A-Z0-9])"
                    + "|gh[pousr]_[A-Za-z0-9]{20,}+|github_pat_[A-Za-z0-9_]{20,}+"
                    + "|glpat-[A-Za-z0-9_-]{16,512}+|xox[abeoprs]-[A-Za-z0-9-]{10,512}+"
                    + "|[rsw]h?k_(?:live|test)_[A-Za-z0-9]{10,}+|whsec_[A-Za-z0-9]{16,}+"
                    + "|sk-[A-Za-z0-9_-]{16,512}+|AIza[A-Za-z0-9_-]{30,512}+|ya29\\.[A-Za-z0-9_-]{20,512}+"
                    + "|npm_[A-Za-z0-9]{30,}+|pypi-[A-Za-z0-9_-]{30,512}+|hf_[A-Za-z0-9]{20,}+"
                    + "|SG\\.[A-Za-z0-9_-]{16,128}+\\.[A-Za-z0-9_-]{16,128}+)"),
            Pattern.compile("://(?<secret>[^\\s/@:\"'<>]{0,256}+:[^\\s/\"'<>]{1,256}(?=@))"),
            Pattern.compile("-(?:u|-user)[ =](?<secret>[^\\s:]{1,128}+:\\S{1,256}+)"),
            Pattern.compile("(?=\\d{3}-)(?<!\\d)(?<secret>(?!000|666|9\\d\\d)\\d{3}-\\d{2}-\\d{4})(?!\\d)"));

    private static final Pattern BASIC =
            Pattern.compile("[Bb](?i:asic)[ \\t]{1,4}(?<secret>[A-Za-z0-9+/]{6,}+={0,2}+)");

    private SecretPatterns() {}

    static String redact(String text, Mask mask) {
        if (text.length() < SHORTEST) {
            return text;
        }
        String redacted = text;
        for (Pattern pattern : PATTERNS) {
            redacted = Span.masked(redacted, found(redacted, pattern), mask);
        }
        redacted = Span.masked(redacted, basic(redacted), mask);
        redacted = Span.masked(redacted, CardNumbers.in(redacted), mask);
        return Span.masked(redacted, AccountNumbers.in(redacted), mask);
    }

    private static List<Span> found(String text, Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        List<Span> found = new ArrayList<>(0);
        while (matcher.find()) {
            found.add(new Span(matcher.start(GROUP), matcher.end(GROUP)));
        }
        return found;
    }

    /** What follows the word "basic" is a user and a password if it has capitals or padding; otherwise just a word. */
    private static List<Span> basic(String text) {
        List<Span> found = found(text, BASIC);
        found.removeIf(span -> {
            String token = text.substring(span.start(), span.end());
            return token.equals(token.toLowerCase(Locale.ROOT)) && !token.endsWith("=");
        });
        return found;
    }
}
