package dev.guardedtool.loop;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a pattern in long texts. Trying a pattern at every character of a long text takes a good part of a millisecond,
 * so it is tried only where it can begin. What a match can begin with, within a word and outside of one, is asked of the
 * pattern itself: a pattern that fails on one or two characters without having wanted more cannot begin with them.
 * Patterns that look behind themselves could not be asked that way and are tried everywhere.
 */
final class PhraseFinder {

    private static final byte ASKED = 1;
    private static final byte OUTSIDE = 2;
    private static final byte WITHIN = 4;

    /** The same two bits again, for the position after a character. */
    private static final int AFTER = 2;

    private static final int ASCII = 0x80;
    private static final int ASCII_BITS = 7;
    private static final String[] BEFORE_OUTSIDE = {"", " ", "\n", "-"};
    private static final String[] BEFORE_WITHIN = {"a", "0"};

    private final Pattern pattern;
    private final boolean askable;
    private final boolean anyLetterIsWord;

    /** What is known of each character and each pair. Threads that race to fill an entry write the same value. */
    private final byte[] singles;

    private final byte[] pairs;

    PhraseFinder(Pattern pattern) {
        this.pattern = pattern;
        String expression = pattern.pattern();
        this.askable = !expression.contains("(?<")
                && !expression.contains("\\G")
                && !pattern.matcher("").lookingAt();
        this.anyLetterIsWord = (pattern.flags() & Pattern.UNICODE_CHARACTER_CLASS) != 0;
        this.singles = new byte[askable ? Character.MAX_VALUE + 1 : 0];
        this.pairs = new byte[askable ? ASCII * ASCII : 0];
    }

    /**
     * Whether the pattern is in the text.
     *
     * @param chars the characters of the text
     */
    boolean in(String text, char[] chars) {
        Matcher matcher = pattern.matcher(text);
        if (!askable) {
            return matcher.find();
        }
        matcher.useTransparentBounds(true).useAnchoringBounds(false);
        byte[] known = singles;
        int before = OUTSIDE;
        for (int i = 0; i < chars.length; i++) {
            int single = known[chars[i]];
            if (single == 0) {
                single = learn(chars[i]);
            }
            if ((single & before) != 0
                    && (pair(chars, i, single) & before) != 0
                    && matcher.region(i, chars.length).lookingAt()) {
                return true;
            }
            before = (single >> AFTER) & (OUTSIDE | WITHIN);
        }
        return false;
    }

    private int learn(char c) {
        byte known = (byte) (ask(Character.toString(c)) | (after(c) << AFTER));
        singles[c] = known;
        return known;
    }

    private int pair(char[] chars, int at, int single) {
        if (chars[at] >= ASCII || at + 1 == chars.length || chars[at + 1] >= ASCII) {
            return single;
        }
        int entry = (chars[at] << ASCII_BITS) | chars[at + 1];
        byte known = pairs[entry];
        return known != 0 ? known : learn(chars, at, entry);
    }

    private int learn(char[] chars, int at, int entry) {
        byte known = (byte) ask(new String(chars, at, 2));
        pairs[entry] = known;
        return known;
    }

    private int ask(String beginning) {
        if (Character.isSurrogate(beginning.charAt(0))) {
            return ASKED | OUTSIDE | WITHIN;
        }
        int answer = ASKED;
        answer |= possible(BEFORE_OUTSIDE, beginning) ? OUTSIDE : 0;
        answer |= possible(BEFORE_WITHIN, beginning) ? WITHIN : 0;
        return answer;
    }

    private boolean possible(String[] before, String beginning) {
        for (String context : before) {
            Matcher matcher = pattern.matcher(context + beginning);
            matcher.useTransparentBounds(true).useAnchoringBounds(false);
            matcher.region(context.length(), context.length() + beginning.length());
            if (matcher.lookingAt() || matcher.hitEnd()) {
                return true;
            }
        }
        return false;
    }

    /** Where one is after that character; where that is not certain, both. */
    private int after(char c) {
        if (c < ASCII && c != '_') {
            return Script.of(c) == Script.SPACED ? WITHIN : OUTSIDE;
        }
        return anyLetterIsWord && Character.isLetterOrDigit(c) ? WITHIN : WITHIN | OUTSIDE;
    }
}
