package dev.guardedtool.replay.report;

import dev.guardedtool.replay.ReplaySummary;
import dev.guardedtool.replay.ReplayedDecision;
import dev.guardedtool.replay.ReplayedRun;
import dev.guardedtool.replay.Verdict;
import java.util.List;
import java.util.Objects;

/** What one configuration comes to. Runs without a tool call count as such and nowhere else. */
final class Tally {

    /** Stands for the texts of the assistant among the tools; no tool has that name. */
    static final String TEXT = "";

    private final ReplaySummary summary = new ReplaySummary();
    private final Breakdown<Rule> rules = new Breakdown<>();
    private final Breakdown<String> tools = new Breakdown<>();
    private final Breakdown<String> datasets = new Breakdown<>();
    private final Breakdown<Warned> warnings = new Breakdown<>();

    /** A warning that comes along with the result of a tool. */
    record Warned(String reason, String tool) implements Comparable<Warned> {

        @Override
        public int compareTo(Warned other) {
            int byReason = reason.compareTo(other.reason);
            return byReason == 0 ? tool.compareTo(other.tool) : byReason;
        }
    }

    void add(ReplayedRun run) {
        summary.add(run);
        if (run.recorded().calls() == 0 || run.decisions().isEmpty()) {
            return;
        }
        Verdict verdict = run.recorded().verdict();
        List<ReplayedDecision> interventions =
                run.decisions().stream().filter(ReplayedDecision::intervention).toList();
        rules.add(verdict, interventions, Rule::of);
        tools.add(verdict, interventions, Tally::tool);
        datasets.add(verdict, interventions, decision -> run.recorded().dataset());
        List<ReplayedDecision> warned = run.decisions().stream()
                .filter(decision -> decision.warning() != null)
                .toList();
        warnings.add(verdict, warned, Tally::warned);
    }

    private static Warned warned(ReplayedDecision decision) {
        return new Warned(Objects.requireNonNull(decision.warning()).code(), tool(decision));
    }

    private static String tool(ReplayedDecision decision) {
        return decision.tool() == null ? TEXT : decision.tool().value();
    }

    ReplaySummary summary() {
        return summary;
    }

    Breakdown<Rule> rules() {
        return rules;
    }

    Breakdown<String> tools() {
        return tools;
    }

    Breakdown<String> datasets() {
        return datasets;
    }

    Breakdown<Warned> warnings() {
        return warnings;
    }
}
