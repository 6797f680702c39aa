package dev.guardedtool.redaction;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds numbers of payment cards: 13 to 19 digits of a known kind whose check digit is right (ISO/IEC 7812-1), in one
 * piece or in groups.
 */
final class CardNumbers {

    private static final int LEAST = 13;
    private static final int MOST = 19;
    private static final String BETWEEN = " .-\u00a0\u2009\u2010\u2011\u2013\u202f";

    private CardNumbers() {}

    static List<Span> in(String text) {
        List<Span> found = new ArrayList<>(0);
        int at = 0;
        while (at < text.length()) {
            if (!isDigit(text.charAt(at)) || (at > 0 && isDigit(text.charAt(at - 1)))) {
                at++;
                continue;
            }
            int end = longest(text, at);
            if (end > 0) {
                found.add(new Span(at, end));
            }
            at = Math.max(end, at + 1);
        }
        return found;
    }

    /** The end of the longest card number that begins there, or 0. */
    private static int longest(String text, int start) {
        int[] digits = new int[MOST];
        int count = 0;
        int end = 0;
        for (int at = start; at < text.length() && count < MOST; at++) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                digits[count++] = Character.digit(c, 10);
                boolean last = at + 1 == text.length() || !isDigit(text.charAt(at + 1));
                if (last && count >= LEAST && isKnown(digits, count) && checks(digits, count)) {
                    end = at + 1;
                }
            } else if (BETWEEN.indexOf(c) < 0 || !isDigit(text.charAt(at - 1))) {
                break;
            }
        }
        return end;
    }

    /** Digits of any script. */
    private static boolean isDigit(char c) {
        return c < 0x80 ? c >= '0' && c <= '9' : Character.isDigit(c);
    }

    /** What the large schemes begin with. Times in milliseconds, which are as long, begin otherwise. */
    private static boolean isKnown(int[] digits, int count) {
        int first = digits[0];
        return (first >= 3 && first <= 6) || (first == 2 && digits[1] >= 2 && digits[1] <= 7 && count == 16);
    }

    private static boolean checks(int[] digits, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int digit = digits[count - 1 - i];
            int doubled = digit * 2;
            sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
