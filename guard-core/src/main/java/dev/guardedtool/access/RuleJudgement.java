package dev.guardedtool.access;

import dev.guardedtool.policy.ArgumentRule;
import dev.guardedtool.signature.Arguments;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an argument keeps its rule. Whatever cannot be judged breaks it. */
final class RuleJudgement {

    private RuleJudgement() {}

    /** The argument and what is wrong with it, or null; never its value. */
    static @Nullable String broken(ArgumentRule rule, Arguments arguments) {
        Object value = arguments.at(path(rule.argument()));
        if (value == null) {
            return rule.optional() ? null : rule.argument() + " is missing";
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> element == null ? rule.argument() + " is missing" : judge(rule, element))
                    .filter(problem -> problem != null)
                    .findFirst()
                    .orElse(null);
        }
        return judge(rule, value);
    }

    private static @Nullable String judge(ArgumentRule rule, Object value) {
        String problem = number(rule, value);
        if (problem == null) {
            problem = text(rule, value);
        }
        return problem == null ? null : rule.argument() + " " + problem;
    }

    private static @Nullable String number(ArgumentRule rule, Object value) {
        if (rule.min() == null && rule.max() == null) {
            return null;
        }
        if (!(value instanceof BigDecimal number)) {
            return "is not a number";
        }
        if (rule.min() != null && number.compareTo(rule.min()) < 0) {
            return "is too small";
        }
        return rule.max() != null && number.compareTo(rule.max()) > 0 ? "is too large" : null;
    }

    private static @Nullable String text(ArgumentRule rule, Object value) {
        boolean textual = rule.maxLength() != null || rule.pattern() != null || rule.denyPattern() != null;
        if (textual && !(value instanceof String)) {
            return "is not a text";
        }
        String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        if (!rule.oneOf().isEmpty() && !rule.oneOf().contains(text)) {
            return "is not one of the allowed values";
        }
        if (rule.maxLength() != null && text.length() > rule.maxLength()) {
            return "is too long";
        }
        if (rule.pattern() != null && !BoundedMatch.matches(rule.pattern(), text)) {
            return "has the wrong form";
        }
        return rule.denyPattern() != null && !BoundedMatch.absent(rule.denyPattern(), text)
                ? "contains what is not allowed"
                : null;
    }

    private static List<String> path(String argument) {
        return argument.indexOf('.') < 0 ? List.of(argument) : Arrays.asList(argument.split("\\."));
    }
}
