package dev.guardedtool.policy;

import static dev.guardedtool.policy.Limits.first;

import dev.guardedtool.ToolName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said about where the arguments of one tool come from and what its answers are good for. Null where nothing is
 * said.
 *
 * @param proves what an answer proves
 * @param requires what must have been proven before
 * @param requiresCalls tools that must have succeeded before, in the same run
 * @param sources where the values of arguments may come from
 */
public record ToolCustody(
        @Nullable List<FactProof> proves,
        @Nullable List<FactRequirement> requires,
        @Nullable List<ToolName> requiresCalls,
        @Nullable List<SourceRule> sources) {

    public ToolCustody {
        proves = proves == null ? null : List.copyOf(proves);
        requires = requires == null ? null : List.copyOf(requires);
        requiresCalls = requiresCalls == null ? null : List.copyOf(requiresCalls);
        sources = sources == null ? null : List.copyOf(sources);
    }

    ToolCustody over(ToolCustody weaker) {
        return new ToolCustody(
                first(proves, weaker.proves),
                first(requires, weaker.requires),
                first(requiresCalls, weaker.requiresCalls),
                first(sources, weaker.sources));
    }
}
