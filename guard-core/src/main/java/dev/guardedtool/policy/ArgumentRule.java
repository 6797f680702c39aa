package dev.guardedtool.policy;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one argument may be. An argument that is absent, empty or of the wrong kind breaks the rule unless the rule says
 * it is optional.
 *
 * @param argument the argument, by name or by a path such as {@code order.amount}
 * @param optional whether the argument may be absent or null
 * @param min the least number; where it is null, a rule with a greatest number of 0 or more lets no negative one pass
 * @param max the greatest number, or null
 * @param maxLength the greatest length of a text, or null
 * @param pattern what a text must match as a whole, or null
 * @param denyPattern what must not be found in a text, or null
 * @param oneOf the only values allowed, compared as text, numbers by value; empty for any
 * @param expression what must be true of the arguments, such as {@code #from != #to}, or null; whatever is not true, be
 *     it an error, breaks the rule
 */
public record ArgumentRule(
        String argument,
        boolean optional,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer maxLength,
        @Nullable Pattern pattern,
        @Nullable Pattern denyPattern,
        Set<String> oneOf,
        @Nullable String expression) {

    public ArgumentRule {
        Objects.requireNonNull(argument, "argument");
        ArgumentPath.of("argument-rules", argument);
        oneOf = Set.copyOf(oneOf);
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new InvalidPolicyException("argument-rules." + argument, "has min " + min + " above max " + max);
        }
        if (maxLength != null) {
            Limits.atLeast("argument-rules." + argument + ".max-length", maxLength, 0);
        }
    }

    /** The least number that keeps the rule, or null for any. A limit on an amount is not to be met by its opposite. */
    public @Nullable BigDecimal least() {
        return min != null || max == null || max.signum() < 0 ? min : BigDecimal.ZERO;
    }

    /** A number of at most that value, and of at least 0 unless the value is negative. */
    public static ArgumentRule max(String argument, BigDecimal max) {
        return new ArgumentRule(argument, false, null, max, null, null, null, Set.of(), null);
    }
}
