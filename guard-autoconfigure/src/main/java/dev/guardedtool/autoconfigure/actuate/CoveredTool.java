package dev.guardedtool.autoconfigure.actuate;

import java.util.List;
import java.util.Set;

/**
 * One tool as it is guarded.
 *
 * @param tool the tool's name
 * @param bean the bean it comes from
 * @param seenBy the layers that see its calls
 * @param unguarded which calls could pass the guard, and why; empty if none is known
 * @param rules what holds for it
 */
public record CoveredTool(String tool, String bean, Set<Layer> seenBy, List<String> unguarded, ToolRules rules) {

    public CoveredTool {
        seenBy = Set.copyOf(seenBy);
        unguarded = List.copyOf(unguarded);
    }
}
