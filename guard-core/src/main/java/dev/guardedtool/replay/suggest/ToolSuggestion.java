package dev.guardedtool.replay.suggest;

import dev.guardedtool.Effect;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolPolicyBuilder;
import java.util.List;
import java.util.Objects;

/**
 * What is proposed for one tool.
 *
 * @param tool the tool
 * @param calls how often it was called in all runs
 * @param proposals none where too little is known
 * @param remarks what a person should look at, and why nothing is proposed; counts only, as in the evidence
 * @param perhapsOnce whether the name speaks of money, bookings or messages, so that it should perhaps happen at most once
 */
public record ToolSuggestion(
        ToolName tool, long calls, List<Proposal> proposals, List<String> remarks, boolean perhapsOnce) {

    public ToolSuggestion {
        Objects.requireNonNull(tool, "tool");
        proposals = List.copyOf(proposals);
        remarks = List.copyOf(remarks);
    }

    /** What a call does, {@link Effect#UNKNOWN} where that is not clear. */
    public Effect effect() {
        for (Proposal proposal : proposals) {
            if (proposal instanceof Proposal.Kind kind) {
                return kind.effect();
            }
        }
        return Effect.UNKNOWN;
    }

    /** The proposals as a policy; what is not proposed is not said. */
    public ToolPolicy policy() {
        ToolPolicyBuilder policy = ToolPolicy.builder();
        for (Proposal proposal : proposals) {
            if (proposal instanceof Proposal.Kind kind) {
                policy.effect(kind.effect());
            } else if (proposal instanceof Proposal.EffectWhen when) {
                policy.effectWhen(when.expression());
            } else if (proposal instanceof Proposal.QueryArgs query) {
                policy.queryArgs(query.arguments());
            } else if (proposal instanceof Proposal.MaxCalls max) {
                policy.maxCalls(max.calls());
            } else if (proposal instanceof Proposal.NoCache) {
                policy.cache(false);
            }
        }
        return policy.build();
    }
}
