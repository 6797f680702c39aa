package dev.guardedtool.loop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a pattern in long texts. Trying a pattern at every character of a long text takes most of a millisecond, so it is
 * tried only where it can begin. Which characters a match can begin with, within a word and outside of one, is asked of
 * the pattern itself: a pattern that fails on a single character without having wanted more of it cannot begin with it.
 * Patterns that look behind themselves could not be asked that way and are tried everywhere.
 */
final class PhraseFinder {

    private static final byte ASKED = 1;
    private static final byte OUTSIDE = 2;
    private static final byte WITHIN = 4;
    private static final String[] BEFORE_OUTSIDE = {"", " ", "\n", "-"};
    private static final String[] BEFORE_WITHIN = {"a", "0"};

    private final Pattern pattern;
    private final boolean askable;
    private final boolean anyLetterIsWord;

    /** What is known of each character. Threads that race to fill an entry write the same value. */
    private final byte[] beginnings;

    PhraseFinder(Pattern pattern) {
        this.pattern = pattern;
        String expression = pattern.pattern();
        this.askable = !expression.contains("(?<")
                && !expression.contains("\\G")
                && !pattern.matcher("").lookingAt();
        this.anyLetterIsWord = (pattern.flags() & Pattern.UNICODE_CHARACTER_CLASS) != 0;
        this.beginnings = askable ? new byte[Character.MAX_VALUE + 1] : new byte[0];
    }

    boolean in(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!askable) {
            return matcher.find();
        }
        matcher.useTransparentBounds(true).useAnchoringBounds(false);
        int before = OUTSIDE;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((beginning(c) & before) != 0 && matcher.region(i, text.length()).lookingAt()) {
                return true;
            }
            before = after(c);
        }
        return false;
    }

    private byte beginning(char c) {
        byte known = beginnings[c];
        if (known == 0) {
            known = ask(c);
            beginnings[c] = known;
        }
        return known;
    }

    private byte ask(char c) {
        if (Character.isSurrogate(c)) {
            return ASKED | OUTSIDE | WITHIN;
        }
        int answer = ASKED;
        answer |= possible(BEFORE_OUTSIDE, c) ? OUTSIDE : 0;
        answer |= possible(BEFORE_WITHIN, c) ? WITHIN : 0;
        return (byte) answer;
    }

    private boolean possible(String[] before, char c) {
        for (String context : before) {
            Matcher matcher = pattern.matcher(context + c);
            matcher.useTransparentBounds(true).useAnchoringBounds(false);
            matcher.region(context.length(), context.length() + 1);
            if (matcher.lookingAt() || matcher.hitEnd()) {
                return true;
            }
        }
        return false;
    }

    /** What the position after that character is; where it is not certain, both. */
    private int after(char c) {
        if (c < 0x80) {
            boolean word = Script.of(c) == Script.SPACED;
            return word ? WITHIN : c == '_' ? WITHIN | OUTSIDE : OUTSIDE;
        }
        return anyLetterIsWord && Character.isLetterOrDigit(c) ? WITHIN : WITHIN | OUTSIDE;
    }
}
