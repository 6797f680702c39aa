package dev.guardedtool.custody;

import dev.guardedtool.ValuePart;
import dev.guardedtool.policy.SourceRule;
import dev.guardedtool.policy.TrustedSource;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Looks for values in what a run heard. */
record SourceSearch(Origins origins, SourceRule rule) {

    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;\\n]\\s*");

    /** A text with more parts is no list that somebody wrote. */
    private static final int MOST_PARTS = 100;

    /** Whether the value, or each part of a text with several in it, comes from where the rule says. */
    boolean finds(Object value) {
        if (comesFrom(value)) {
            return true;
        }
        List<String> parts = value instanceof String list && rule.part() == ValuePart.WHOLE ? parts(list) : List.of();
        if (parts.size() > MOST_PARTS) {
            return false;
        }
        return parts.size() > 1
                ? parts.stream().allMatch(part -> comesFrom(part) || isInvented(part))
                : isInvented(value);
    }

    /** Several values in one text, such as addresses with commas between them. */
    private static List<String> parts(String list) {
        return Arrays.stream(SEPARATOR.split(list, MOST_PARTS + 1))
                .filter(part -> !part.isBlank())
                .toList();
    }

    private boolean comesFrom(Object value) {
        for (TrustedSource source : rule.from()) {
            for (Heard heard : origins.from(source)) {
                if (holds(heard.text(), value) && isTrusted(source, heard)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isTrusted(TrustedSource source, Heard heard) {
        TrustedSource.Author asked = source.author();
        if (asked == null || heard.author() == null) {
            return asked == null;
        }
        boolean byUser = asked.from().equals(SourceRule.USER);
        List<Heard> known = origins.from(byUser ? OriginRecording.USER : new TrustedSource(asked.from(), null, null));
        boolean byName = byUser && !asked.exact();
        return byName ? Authors.named(known, heard.author()) : Authors.known(known, heard.author());
    }

    private boolean isInvented(Object value) {
        return rule.invented()
                && isComparable(value)
                && origins.complete()
                && origins.read().stream().noneMatch(text -> holds(text, value));
    }

    /** What could not be found even if it was read may have been read. */
    private boolean isComparable(Object value) {
        return rule.part() == ValuePart.HOST
                ? value instanceof String address && Host.of(address) != null
                : SourceText.canContain(value);
    }

    private boolean holds(SourceText text, Object value) {
        return rule.part() == ValuePart.HOST ? text.containsHost(value) : text.contains(value);
    }
}
