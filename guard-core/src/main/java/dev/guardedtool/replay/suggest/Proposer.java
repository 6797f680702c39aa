package dev.guardedtool.replay.suggest;

import dev.guardedtool.Effect;
import dev.guardedtool.ToolName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Asks every rule about every tool. */
final class Proposer {

    private final SortedMap<String, ToolNotes> tools;
    private final EffectRule effects;

    Proposer(SortedMap<String, ToolNotes> tools) {
        this.tools = tools;
        this.effects = new EffectRule(tools);
    }

    Suggestion propose(long runs, long successful, long failed, long leftOut) {
        List<ToolSuggestion> suggestions = new ArrayList<>();
        List<ToolNotes> polled = new ArrayList<>();
        for (Map.Entry<String, ToolNotes> tool : tools.entrySet()) {
            ToolSuggestion suggestion = propose(tool.getKey(), tool.getValue());
            suggestions.add(suggestion);
            if (suggestion.proposals().stream().anyMatch(Proposal.NoCache.class::isInstance)) {
                polled.add(tool.getValue());
            }
        }
        Proposal.PollLimit limit = PollLimitRule.propose(polled);
        return new Suggestion(
                runs, successful, failed, suggestions, limit == null ? List.of() : List.of(limit), leftOut);
    }

    private ToolSuggestion propose(String name, ToolNotes notes) {
        List<Proposal> proposals = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        EffectRule.Finding finding = effects.find(notes);
        if (notes.neverThere()) {
            return new ToolSuggestion(ToolName.of(name), notes.all(), proposals, List.of(finding.evidence()), false);
        }
        Effect effect = finding.effect();
        if (effect == Effect.UNKNOWN) {
            remarks.add(finding.evidence());
        } else {
            proposals.add(new Proposal.Kind(effect, finding.confidence(), finding.evidence()));
        }
        if (effect == Effect.WRITE) {
            add(proposals, EffectWhenRule.propose(notes));
            remarks.addAll(EffectWhenRule.remarks(notes));
        } else {
            add(proposals, NoCacheRule.propose(notes));
        }
        if (effect == Effect.READ) {
            add(proposals, QueryArgsRule.propose(notes));
        }
        add(proposals, MaxCallsRule.propose(notes));
        boolean perhapsOnce = effect == Effect.WRITE && notes.name.cannotBeUndone();
        return new ToolSuggestion(ToolName.of(name), notes.all(), proposals, remarks, perhapsOnce);
    }

    private static void add(List<Proposal> proposals, @Nullable Proposal proposal) {
        if (proposal != null) {
            proposals.add(proposal);
        }
    }
}
