package dev.guardedtool.signature;

/**
 * The one spelling of a decimal: its digits without leading and trailing zeros, and the power of ten of the last of
 * them. Nothing is expanded or rounded, so that {@code 1e999999999} costs as little as {@code 1}.
 */
final class Decimals {

    /** Exponents of at most this many digits, so that {@link java.math.BigDecimal} holds every number we accept. */
    private static final int EXPONENT_DIGITS = 9;

    private Decimals() {}

    /**
     * Appends the number that the text spells. Beyond JSON's grammar it takes what Java's number readers take: blanks
     * around it, a plus, leading zeros, nothing on one side of the point.
     *
     * @return false, with nothing appended, if it spells none
     */
    static boolean write(String text, DigestSink sink) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') {
            end--;
        }
        int at = 0;
        while (at < end && text.charAt(at) <= ' ') {
            at++;
        }
        boolean negative = at < end && text.charAt(at) == '-';
        if (negative || (at < end && text.charAt(at) == '+')) {
            at++;
        }
        int point = -1;
        int first = -1;
        int last = -1;
        int digits = 0;
        for (; at < end; at++) {
            char c = text.charAt(at);
            if (c == '.' && point < 0) {
                point = at;
            } else if (c >= '0' && c <= '9') {
                digits++;
                if (c != '0') {
                    first = first < 0 ? at : first;
                    last = at;
                }
            } else {
                break;
            }
        }
        if (digits == 0 || !exponentFits(text, at, end)) {
            return false;
        }
        if (first < 0) {
            sink.put('0');
            return true;
        }
        long power = exponent(text, at, end);
        int units = point < 0 ? at : point;
        power += last < units ? units - 1 - last : point - last;
        if (negative) {
            sink.put('-');
        }
        if (first < point && point < last) {
            sink.putAscii(text, first, point);
            sink.putAscii(text, point + 1, last + 1);
        } else {
            sink.putAscii(text, first, last + 1);
        }
        if (power != 0) {
            sink.put('e');
            sink.putAscii(Long.toString(power));
        }
        return true;
    }

    /** Whether a JSON number's exponent, if it has one, is small enough. */
    static boolean exponentFits(String lexeme) {
        int e = Math.max(lexeme.indexOf('e'), lexeme.indexOf('E'));
        return e < 0 || exponentFits(lexeme, e, lexeme.length());
    }

    private static boolean exponentFits(String text, int from, int end) {
        if (from == end) {
            return true;
        }
        int at = firstDigit(text, from, end);
        if (at == end || (text.charAt(from) | 0x20) != 'e') {
            return false;
        }
        int significant = 0;
        for (; at < end; at++) {
            char c = text.charAt(at);
            if (c < '0' || c > '9') {
                return false;
            }
            significant += significant > 0 || c != '0' ? 1 : 0;
        }
        return significant <= EXPONENT_DIGITS;
    }

    private static long exponent(String text, int from, int end) {
        if (from == end) {
            return 0;
        }
        long exponent = 0;
        for (int at = firstDigit(text, from, end); at < end; at++) {
            exponent = exponent * 10 + (text.charAt(at) - '0');
        }
        return text.charAt(from + 1) == '-' ? -exponent : exponent;
    }

    private static int firstDigit(String text, int from, int end) {
        boolean signed = from + 1 < end && (text.charAt(from + 1) == '-' || text.charAt(from + 1) == '+');
        return Math.min(end, from + (signed ? 2 : 1));
    }
}
