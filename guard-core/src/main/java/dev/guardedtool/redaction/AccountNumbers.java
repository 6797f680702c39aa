package dev.guardedtool.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds international bank account numbers whose check digits are right (ISO 13616), in one piece or in groups. */
final class AccountNumbers {

    private static final Pattern BEGINNING =
            Pattern.compile("(?=[A-Za-z]{2}[0-9]{2})(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?=[ -]?[A-Za-z0-9])");

    private static final int LEAST = 15;
    private static final int MOST = 34;
    private static final int COUNTRY_AND_CHECK = 4;
    private static final int MODULUS = 97;

    private AccountNumbers() {}

    static List<Span> in(String text) {
        List<Span> found = new ArrayList<>(0);
        Matcher beginning = BEGINNING.matcher(text);
        int at = 0;
        while (at < text.length() && beginning.find(at)) {
            int end = longest(text, beginning.start());
            if (end > 0) {
                found.add(new Span(beginning.start(), end));
            }
            at = Math.max(end, beginning.end());
        }
        return found;
    }

    private static int longest(String text, int start) {
        StringBuilder number = new StringBuilder(MOST);
        int end = 0;
        for (int at = start; at < text.length() && number.length() < MOST; at++) {
            char c = text.charAt(at);
            if (isPart(c)) {
                number.append(c);
                boolean last = at + 1 == text.length() || !isPart(text.charAt(at + 1));
                if (last && number.length() >= LEAST && checks(number)) {
                    end = at + 1;
                }
            } else if ((c != ' ' && c != '-') || !isPart(text.charAt(at - 1))) {
                break;
            }
        }
        return end;
    }

    private static boolean isPart(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean checks(CharSequence number) {
        int remainder = 0;
        for (int i = 0; i < number.length(); i++) {
            int value = Character.digit(number.charAt((i + COUNTRY_AND_CHECK) % number.length()), 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % MODULUS;
        }
        return remainder == 1;
    }
}
