package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.autoconfigure.UnguardedTools;
import java.util.List;

/**
 * Tools that models were offered although nothing would guard their calls.
 *
 * @param handling what happens then
 * @param watched whether they can be seen at all: models need a registry of observations to report their prompts to
 * @param tools their names, sorted
 */
public record UnguardedOffers(String handling, boolean watched, List<String> tools) {

    public UnguardedOffers {
        tools = List.copyOf(tools);
    }

    /** Whether they were refused, so that none of them ran. */
    boolean refused() {
        return handling.equals(ToolRules.code(UnguardedTools.FAIL));
    }
}
