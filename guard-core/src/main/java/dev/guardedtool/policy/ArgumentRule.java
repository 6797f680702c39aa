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
 * @param min the least number, or null
 * @param max the greatest number, or null
 * @param maxLength the greatest length of a text, or null
 * @param pattern what a text must match as a whole, or null
 * @param denyPattern what must not be found in a text, or null
 * @param oneOf the only values allowed, compared as text; empty for any
 */
public record ArgumentRule(
        String argument,
        boolean optional,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer maxLength,
        @Nullable Pattern pattern,
        @Nullable Pattern denyPattern,
        Set<String> oneOf) {

    public ArgumentRule {
        Objects.requireNonNull(argument, "argument");
        oneOf = Set.copyOf(oneOf);
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new InvalidPolicyException("argument-rules." + argument, "has min " + min + " above max " + max);
        }
        if (maxLength != null) {
            Limits.atLeast("argument-rules." + argument + ".max-length", maxLength, 0);
        }
    }

    /** A number of at most that value. */
    public static ArgumentRule max(String argument, BigDecimal max) {
        return new ArgumentRule(argument, false, null, max, null, null, null, Set.of());
    }
}
