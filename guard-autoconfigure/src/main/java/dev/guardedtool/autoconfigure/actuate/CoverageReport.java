package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.ToolName;
import java.util.List;
import java.util.Optional;

/**
 * How the tools of an application are guarded at one moment.
 *
 * @param mode what happens to decisions where a tool says nothing else
 * @param tools the tools that are known, by name
 * @param circuits what the tools depend on, by name
 * @param unread beans whose tools are not known, and why
 * @param passing what could run any tool past the guard, and why
 * @param offered what models were offered without the guard
 */
public record CoverageReport(
        String mode,
        List<CoveredTool> tools,
        List<CoveredCircuit> circuits,
        List<String> unread,
        List<String> passing,
        UnguardedOffers offered) {

    public CoverageReport {
        tools = List.copyOf(tools);
        circuits = List.copyOf(circuits);
        unread = List.copyOf(unread);
        passing = List.copyOf(passing);
    }

    /** The first tool of that name. */
    public Optional<CoveredTool> tool(ToolName name) {
        return tools.stream().filter(tool -> tool.tool().equals(name.value())).findFirst();
    }

    /** Whether no call is known that could pass the guard. */
    public boolean isComplete() {
        return passing.isEmpty()
                && (offered.tools().isEmpty() || offered.refused())
                && tools.stream().allMatch(tool -> tool.unguarded().isEmpty());
    }
}
