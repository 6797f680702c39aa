package dev.guardedtool.policy;

import dev.guardedtool.ValuePart;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the value of an argument may come from.
 *
 * @param argument the argument, by name or by a path such as {@code order.id}; of a list, every element is asked for
 * @param from what its values may come from
 * @param part which part of the value is looked for
 * @param optional whether the argument may be absent, null or empty
 * @param invented whether a value passes as well that no tool answered with in the run: the model made it up, and only
 *     what was read elsewhere is refused
 */
public record SourceRule(String argument, Set<TrustedSource> from, ValuePart part, boolean optional, boolean invented) {

    /** Names the words of the user; no tool of that name can be a source. */
    public static final String USER = "user";

    public SourceRule {
        ArgumentPath.of("argument-sources", argument);
        Objects.requireNonNull(part, "part");
        from = Set.copyOf(from);
        if (from.isEmpty()) {
            throw new InvalidPolicyException(
                    "argument-sources." + argument + ".from", "must name '" + USER + "' or tools");
        }
    }

    /** The whole value, which must be there. */
    public static SourceRule of(String argument, String... from) {
        return new SourceRule(argument, sources(from), ValuePart.WHOLE, false, false);
    }

    /** Reads what {@link TrustedSource#of} understands. */
    public static Set<TrustedSource> sources(String... from) {
        return Arrays.stream(from).map(TrustedSource::of).collect(Collectors.toUnmodifiableSet());
    }

    /** The steps to the argument. */
    public List<String> path() {
        return ArgumentPath.of("argument-sources", argument);
    }
}
