package dev.guardedtool.replay;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What replayed runs come to: counts by dataset, by reason and by tool. Its size depends on how many of these there are
 * and not on the number of runs. Runs without a tool call are counted as such and nowhere else.
 *
 * <p>Not thread-safe; each thread can have its own, to be put together in the end.
 */
public final class ReplaySummary {

    private final SortedMap<String, DatasetCounts> datasets = new TreeMap<>();
    private final SortedMap<Cause, CauseCounts> reasons = new TreeMap<>();
    private final SortedMap<ToolCause, CauseCounts> tools = new TreeMap<>();

    /** Counts a run. */
    public void add(ReplayedRun run) {
        String dataset = run.recorded().dataset();
        DatasetCounts counts = DatasetCounts.of(run);
        datasets.merge(dataset, counts, DatasetCounts::plus);
        if (counts.calls() > 0 && !run.decisions().isEmpty()) {
            Verdict verdict = run.recorded().verdict();
            add(run, verdict, reasons, decision -> Cause.of(dataset, decision));
            add(run, verdict, tools, decision -> new ToolCause(Cause.of(dataset, decision), decision.tool()));
        }
    }

    private static <K> void add(
            ReplayedRun run, Verdict verdict, Map<K, CauseCounts> counts, Function<ReplayedDecision, K> key) {
        Map<K, DecisionCounts> once = new HashMap<>();
        for (ReplayedDecision decision : run.decisions()) {
            once.merge(key.apply(decision), DecisionCounts.of(decision), DecisionCounts::plusInSameRun);
        }
        once.forEach((cause, count) -> counts.merge(cause, CauseCounts.of(verdict, count), CauseCounts::plus));
    }

    /** Counts everything that another summary counted, of other runs. */
    public void add(ReplaySummary other) {
        merge(datasets, other.datasets, DatasetCounts::plus);
        merge(reasons, other.reasons, CauseCounts::plus);
        merge(tools, other.tools, CauseCounts::plus);
    }

    private static <K, V> void merge(Map<K, V> counts, Map<K, V> others, BiFunction<V, V, V> plus) {
        others.forEach((key, value) -> counts.merge(key, value, plus));
    }

    /** The counts of each dataset, by name. A view. */
    public SortedMap<String, DatasetCounts> datasets() {
        return Collections.unmodifiableSortedMap(datasets);
    }

    /** The counts of all datasets together. */
    public DatasetCounts all() {
        return datasets.values().stream().reduce(DatasetCounts.NONE, DatasetCounts::plus);
    }

    /** How often each thing was decided for each reason in each dataset. A view. */
    public SortedMap<Cause, CauseCounts> reasons() {
        return Collections.unmodifiableSortedMap(reasons);
    }

    /** As {@link #reasons()}, for each tool. A view. */
    public SortedMap<ToolCause, CauseCounts> tools() {
        return Collections.unmodifiableSortedMap(tools);
    }

    /** Two tables to be read in a terminal: the counts of each dataset and of all, then those of each reason. */
    public String table() {
        return new SummaryTable(this).toString();
    }
}
