package dev.guardedtool.access;

import java.util.regex.Pattern;

/**
 * Matches with a bound on the work of one call, since some patterns take ages over some texts and both may come from
 * outside. What cannot be decided within the bound counts against the text. Not thread-safe.
 */
final class BoundedMatch {

    private static final int MAX_STEPS = 2_000_000;

    private int steps;

    boolean matches(Pattern pattern, String text) {
        try {
            return pattern.matcher(new CountedText(text)).matches();
        } catch (TooMuchWork | StackOverflowError e) {
            return false;
        }
    }

    boolean absent(Pattern pattern, String text) {
        try {
            return !pattern.matcher(new CountedText(text)).find();
        } catch (TooMuchWork | StackOverflowError e) {
            return false;
        }
    }

    private static final class TooMuchWork extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooMuchWork() {
            super(null, null, false, false);
        }
    }

    private final class CountedText implements CharSequence {

        private final String text;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MAX_STEPS) {
                throw new TooMuchWork();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
