package dev.guardedtool.custody;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the numbers that stand in a text by themselves, such as {@code $1,234.50}, and none out of dates and names. */
final class Numbers {

    private static final Pattern DIGITS = Pattern.compile("\\d[\\d.,]*");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");
    private static final Pattern GROUPED_BY_POINTS = Pattern.compile("\\d{1,3}(?:\\.\\d{3})+,\\d+");
    private static final Pattern PLAIN = Pattern.compile("(?:0|[1-9]\\d*)(?:\\.\\d+)?");
    private static final Pattern COMMA = Pattern.compile("(?:0|[1-9]\\d*),\\d+");

    private static final int LONGEST = 60;

    private Numbers() {}

    static Set<BigDecimal> in(String text) {
        Set<BigDecimal> numbers = new HashSet<>();
        Matcher matcher = DIGITS.matcher(text);
        while (matcher.find()) {
            int end = matcher.end();
            while (!Character.isDigit(text.charAt(end - 1))) {
                end--;
            }
            if (end - matcher.start() > LONGEST || Occurrence.continues(text, end, 1)) {
                continue;
            }
            BigDecimal number = read(text.substring(matcher.start(), end));
            int before = matcher.start() - 1;
            boolean minus = before >= 0 && text.charAt(before) == '-';
            if (number != null && !Occurrence.continues(text, before, -1)) {
                numbers.add(minus ? number.negate() : number);
            }
        }
        return numbers;
    }

    /** The number that is all of that text, in a form that sets are keyed by; null if it is none or says it oddly. */
    static @Nullable BigDecimal read(String text) {
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            return null;
        }
        if (PLAIN.matcher(text).matches()) {
            return bare(new BigDecimal(text));
        }
        if (GROUPED.matcher(text).matches()) {
            return bare(new BigDecimal(text.replace(",", "")));
        }
        if (GROUPED_BY_POINTS.matcher(text).matches()) {
            return bare(new BigDecimal(text.replace(".", "").replace(',', '.')));
        }
        return COMMA.matcher(text).matches() ? bare(new BigDecimal(text.replace(',', '.'))) : null;
    }

    static BigDecimal bare(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
