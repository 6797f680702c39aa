package dev.guardedtool.custody;

import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.Arguments;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One text that values of arguments may come from. Of JSON, each value is a text of its own, so that values do not run
 * together.
 *
 * @param text what was said, value by value
 * @param wholes the values, each as a whole
 * @param numbers the numbers in it
 * @param exact whether only whole values count
 */
record SourceText(String text, Set<String> wholes, Set<BigDecimal> numbers, boolean exact) {

    /** Stands between values; no value contains it. */
    private static final char BETWEEN = '\u0000';

    /** A shorter value is found by accident. */
    private static final int LEAST_LETTERS = 3;

    private static final int LEAST_DIGITS = 2;
    private static final int DEEPEST = 4;
    private static final int LONGEST_VALUE = 4_000;

    static SourceText of(String said, ArgumentReader reader) {
        Collected collected = new Collected(false);
        new Reading(reader, collected).text(said, 0);
        return collected.text();
    }

    /** Texts, numbers and booleans, in which a value may stand among others. */
    static SourceText words(List<Object> values) {
        return of(values, false);
    }

    /** Texts, numbers and booleans, each of which is one value. */
    static SourceText values(List<Object> values) {
        return of(values, true);
    }

    private static SourceText of(List<Object> values, boolean exact) {
        Collected collected = new Collected(exact);
        values.forEach(collected::add);
        return collected.text();
    }

    /** How much of a run's memory it takes. */
    int size() {
        return text.length();
    }

    /** Whether there is any text that contains the value. */
    static boolean canContain(Object value) {
        return value instanceof BigDecimal || canContain(Wording.of(value.toString()));
    }

    private static boolean canContain(String wanted) {
        return !wanted.isEmpty() && wanted.length() <= LONGEST_VALUE && wanted.indexOf(BETWEEN) < 0;
    }

    boolean contains(Object value) {
        if (value instanceof BigDecimal number) {
            return containsNumber(number);
        }
        String wanted = Wording.of(value.toString());
        if (!canContain(wanted)) {
            return false;
        }
        if (wholes.contains(wanted)) {
            return true;
        }
        if (!significant(wanted)) {
            return false;
        }
        BigDecimal number = Numbers.read(wanted);
        return (number != null && numbers.contains(number))
                || (!exact && (Occurrence.in(text, wanted) || containsOtherwiseSpelt(wanted)));
    }

    boolean containsHost(Object value) {
        String host = value instanceof String address ? Host.of(address) : null;
        return host != null && Occurrence.ofHost(text, host);
    }

    private boolean containsNumber(BigDecimal number) {
        BigDecimal bare = Numbers.bare(number);
        boolean oneDigit = bare.precision() < LEAST_DIGITS && bare.scale() >= 0;
        return oneDigit ? wholes.contains(bare.toPlainString()) : numbers.contains(bare);
    }

    /** The same address or path with or without its scheme and a slash at its end. */
    private boolean containsOtherwiseSpelt(String wanted) {
        String bare = wanted.replaceFirst("^https?://", "");
        if (bare.endsWith("/")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        return !bare.equals(wanted)
                && (bare.startsWith("/") || Host.of(bare) != null)
                && significant(bare)
                && Occurrence.in(text, bare);
    }

    private static boolean significant(String wanted) {
        int signs = 0;
        boolean letters = false;
        for (int i = 0; i < wanted.length() && signs < LEAST_LETTERS; i++) {
            char c = wanted.charAt(i);
            signs += Character.isLetterOrDigit(c) ? 1 : 0;
            letters |= Character.isLetter(c);
        }
        return signs >= (letters ? LEAST_LETTERS : LEAST_DIGITS);
    }

    /** What is gathered before it is frozen. */
    private static final class Collected {

        private final StringBuilder text = new StringBuilder();
        private final Set<String> wholes = new HashSet<>();
        private final Set<BigDecimal> numbers = new HashSet<>();
        private final boolean exact;

        Collected(boolean exact) {
            this.exact = exact;
        }

        void add(Object value) {
            if (value instanceof BigDecimal number) {
                number(Numbers.bare(number));
            } else if (value instanceof String said) {
                words(said);
            }
        }

        private void words(String said) {
            String words = Wording.of(said.replace(BETWEEN, ' '));
            text.append(words).append(BETWEEN);
            wholes.add(words);
            BigDecimal number = exact ? Numbers.read(words) : null;
            if (number != null) {
                numbers.add(number);
            } else if (!exact) {
                numbers.addAll(Numbers.in(words));
            }
        }

        private void number(BigDecimal bare) {
            numbers.add(bare);
            if (Math.abs((long) bare.scale()) < LONGEST_VALUE) {
                wholes.add(bare.toPlainString());
                text.append(bare.toPlainString()).append(BETWEEN);
            }
        }

        SourceText text() {
            return new SourceText(text.toString(), Set.copyOf(wholes), Set.copyOf(numbers), exact);
        }
    }

    /** Goes through what was said and collects. */
    private record Reading(ArgumentReader reader, Collected collected) {

        void text(String said, int depth) {
            String bare = said.strip();
            if (depth < DEEPEST && (bare.startsWith("{") || bare.startsWith("[") || bare.startsWith("\""))) {
                Arguments parsed = reader.read(bare);
                if (parsed.wellFormed()) {
                    value(parsed.at(List.of()), depth + 1);
                    return;
                }
            }
            collected.add(said);
        }

        private void value(@Nullable Object value, int depth) {
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, member) -> {
                    text(name.toString(), DEEPEST);
                    value(member, depth);
                });
            } else if (value instanceof List<?> list) {
                list.forEach(element -> value(element, depth));
            } else if (value instanceof String said) {
                text(said, depth);
            } else if (value != null) {
                collected.add(value);
            }
        }
    }
}
