package dev.guardedtool.replay.report;

import dev.guardedtool.replay.ReplayedDecision;
import dev.guardedtool.replay.Verdict;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Figures by something, and by how the runs ended.
 *
 * @param <K> what they are told apart by
 */
final class Breakdown<K extends Comparable<K>> {

    private final SortedMap<K, Map<Verdict, Figures>> figures = new TreeMap<>();

    /** Counts decisions of one run. */
    void add(Verdict verdict, List<ReplayedDecision> decisions, Function<ReplayedDecision, K> key) {
        Map<K, Figures> once = new HashMap<>();
        for (ReplayedDecision decision : decisions) {
            once.merge(key.apply(decision), Figures.of(decision), Figures::plusInSameRun);
        }
        once.forEach((of, one) -> figures.computeIfAbsent(of, unseen -> new EnumMap<>(Verdict.class))
                .merge(verdict, one, Figures::plus));
    }

    /** What there are figures of, in order. */
    Set<K> keys() {
        return Collections.unmodifiableSet(figures.keySet());
    }

    Figures of(K key, Verdict verdict) {
        return figures.getOrDefault(key, Map.of()).getOrDefault(verdict, Figures.NONE);
    }
}
