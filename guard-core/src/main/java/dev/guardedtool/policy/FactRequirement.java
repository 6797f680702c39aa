package dev.guardedtool.policy;

import java.util.List;

/**
 * What must have been proven before a call.
 *
 * @param argument the argument, by name or by a path such as {@code order.id}; of a list, every element is asked for
 * @param kind kind of the fact
 * @param hint what the model is told to do where it is missing; empty to name the tools that prove it
 * @param consume whether the call uses the fact up
 */
public record FactRequirement(String argument, String kind, String hint, boolean consume) {

    public FactRequirement {
        ArgumentPath.of("requires", argument);
        CustodyPolicy.requireText("requires", "kind", kind);
    }

    /** A fact that stays after the call. */
    public static FactRequirement of(String argument, String kind) {
        return new FactRequirement(argument, kind, "", false);
    }

    /** The steps to the argument. */
    public List<String> path() {
        return ArgumentPath.of("requires", argument);
    }
}
