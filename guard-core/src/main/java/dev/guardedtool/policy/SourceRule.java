package dev.guardedtool.policy;

import dev.guardedtool.ValuePart;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Where the value of an argument may come from.
 *
 * @param argument the argument, by name or by a path such as {@code order.id}; of a list, every element is asked for
 * @param from names of tools, and {@link #USER} for the words of the user
 * @param part which part of the value is looked for
 * @param optional whether the argument may be absent, null or empty
 */
public record SourceRule(String argument, Set<String> from, ValuePart part, boolean optional) {

    /** Names the words of the user; no tool of that name can be a source. */
    public static final String USER = "user";

    public SourceRule {
        ArgumentPath.of("argument-sources", argument);
        Objects.requireNonNull(part, "part");
        from = Set.copyOf(from);
        if (from.isEmpty() || from.stream().anyMatch(String::isBlank)) {
            throw new InvalidPolicyException(
                    "argument-sources." + argument + ".from", "must name '" + USER + "' or tools");
        }
    }

    /** The whole value, which must be there. */
    public static SourceRule of(String argument, String... from) {
        return new SourceRule(argument, Set.of(from), ValuePart.WHOLE, false);
    }

    /** The steps to the argument. */
    public List<String> path() {
        return ArgumentPath.of("argument-sources", argument);
    }
}
