package dev.guardedtool.replay.suggest;

import dev.guardedtool.ToolName;
import dev.guardedtool.policy.ToolPolicy;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Proposed configuration.
 *
 * @param runs how many runs were looked at
 * @param successful how many of them reached their goal
 * @param failed how many did not; the rest nobody judged
 * @param tools what is proposed for each tool, by name
 * @param loops what is proposed for all tools together
 * @param callsLeftOut calls of tools that were not looked at, since there were too many or their names were too long
 */
public record Suggestion(
        long runs, long successful, long failed, List<ToolSuggestion> tools, List<Proposal> loops, long callsLeftOut) {

    public Suggestion {
        tools = List.copyOf(tools);
        loops = List.copyOf(loops);
    }

    /** The policies of the tools for which something is proposed. */
    public SortedMap<ToolName, ToolPolicy> policies() {
        SortedMap<ToolName, ToolPolicy> policies = new TreeMap<>();
        for (ToolSuggestion tool : tools) {
            if (!tool.proposals().isEmpty()) {
                policies.put(tool.tool(), tool.policy());
            }
        }
        return policies;
    }

    /**
     * The proposals as a YAML document of ASCII characters that can be put into an application's configuration as it is.
     * What speaks for a line is in a comment beside it. Names of tools and arguments are in it, but no value of an
     * argument and no result.
     */
    public String toYaml() {
        return new SuggestionYaml(this).toString();
    }
}
