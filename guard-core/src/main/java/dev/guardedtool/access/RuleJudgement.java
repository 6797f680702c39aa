package dev.guardedtool.access;

import dev.guardedtool.check.ArgumentVariables;
import dev.guardedtool.expression.Expression;
import dev.guardedtool.policy.ArgumentRule;
import dev.guardedtool.signature.Arguments;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the arguments of one call keep its rules. Whatever cannot be judged breaks them. */
final class RuleJudgement {

    private static final String MISSING = " is missing";

    private final Arguments arguments;
    private final Map<String, Expression> conditions;
    private final BoundedMatch match = new BoundedMatch();

    /** Conditions of the rules are by their arguments. */
    RuleJudgement(Arguments arguments, Map<String, Expression> conditions) {
        this.arguments = arguments;
        this.conditions = conditions;
    }

    /** The argument and what is wrong with it, or null; never its value. */
    @Nullable
    String broken(ArgumentRule rule) {
        Object value = arguments.at(path(rule.argument()));
        if (value == null || (!rule.optional() && Blank.is(value))) {
            return rule.optional() ? null : rule.argument() + MISSING;
        }
        String broken = value instanceof List<?> list ? each(rule, list) : judge(rule, value);
        return broken != null || isTrue(conditions.get(rule.argument()))
                ? broken
                : rule.argument() + " does not go with the other arguments";
    }

    private @Nullable String each(ArgumentRule rule, List<?> list) {
        for (Object element : list) {
            String broken = element == null ? rule.argument() + MISSING : judge(rule, element);
            if (broken != null) {
                return broken;
            }
        }
        return null;
    }

    private boolean isTrue(@Nullable Expression condition) {
        if (condition == null) {
            return true;
        }
        try {
            return Boolean.TRUE.equals(condition.evaluate(new ArgumentVariables(arguments)));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private @Nullable String judge(ArgumentRule rule, Object value) {
        String problem = number(rule, value);
        if (problem == null) {
            problem = oneOf(rule, value);
        }
        if (problem == null) {
            problem = text(rule, value);
        }
        return problem == null ? null : rule.argument() + " " + problem;
    }

    private static @Nullable String number(ArgumentRule rule, Object value) {
        BigDecimal least = rule.least();
        if (least == null && rule.max() == null) {
            return null;
        }
        if (!(value instanceof BigDecimal number)) {
            return "is not a number";
        }
        if (least != null && number.compareTo(least) < 0) {
            return "is too small";
        }
        return rule.max() != null && number.compareTo(rule.max()) > 0 ? "is too large" : null;
    }

    /** Numbers are compared by value; writing one out could take more memory than there is. */
    private static @Nullable String oneOf(ArgumentRule rule, Object value) {
        if (rule.oneOf().isEmpty()) {
            return null;
        }
        boolean allowed = value instanceof BigDecimal number
                ? rule.oneOf().stream().anyMatch(one -> isNumber(one, number))
                : (value instanceof String || value instanceof Boolean)
                        && rule.oneOf().contains(value.toString());
        return allowed ? null : "is not one of the allowed values";
    }

    private static boolean isNumber(String text, BigDecimal number) {
        try {
            return new BigDecimal(text).compareTo(number) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private @Nullable String text(ArgumentRule rule, Object value) {
        if (rule.maxLength() == null && rule.pattern() == null && rule.denyPattern() == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            return "is not a text";
        }
        if (rule.maxLength() != null && text.length() > rule.maxLength()) {
            return "is too long";
        }
        if (rule.pattern() != null && !match.matches(rule.pattern(), text)) {
            return "has the wrong form";
        }
        return rule.denyPattern() != null && !match.absent(rule.denyPattern(), text)
                ? "contains what is not allowed"
                : null;
    }

    private static List<String> path(String argument) {
        return argument.indexOf('.') < 0 ? List.of(argument) : Arrays.asList(argument.split("\\."));
    }
}
