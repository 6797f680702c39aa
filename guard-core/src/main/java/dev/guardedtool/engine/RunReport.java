package dev.guardedtool.engine;

import dev.guardedtool.DecisionType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happened in a run so far.
 *
 * @param runId identifies the run
 * @param allowed calls that might run
 * @param executed calls whose results were recorded
 * @param failed those of them that failed
 * @param missed calls that were given up because the next one came first
 * @param open calls whose results are still to come
 * @param wouldHave calls and texts that would have been answered otherwise in enforcing mode
 * @param refusals calls that did not run, by decision
 * @param texts texts of the assistant that were answered, by decision
 * @param reasons decisions other than a plain allow, by reason code
 * @param subjects further figures, by subject
 */
public record RunReport(
        String runId,
        int allowed,
        int executed,
        int failed,
        int missed,
        int open,
        int wouldHave,
        Map<DecisionType, Integer> refusals,
        Map<DecisionType, Integer> texts,
        Map<String, Integer> reasons,
        Map<String, Map<String, Object>> subjects) {

    public RunReport {
        refusals = copy(refusals);
        texts = copy(texts);
        reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
        subjects = Collections.unmodifiableMap(new LinkedHashMap<>(subjects));
    }

    /** How many calls were answered that way. */
    public int refused(DecisionType type) {
        return refusals.getOrDefault(type, 0);
    }

    /** How many calls did not run. */
    public int refused() {
        return refusals.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How often that reason was given. */
    public int count(String reasonCode) {
        return reasons.getOrDefault(reasonCode, 0);
    }

    /** The figures of that subject, empty if it has none. */
    public Map<String, Object> subject(String name) {
        return subjects.getOrDefault(name, Map.of());
    }

    private static Map<DecisionType, Integer> copy(Map<DecisionType, Integer> counts) {
        return counts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(counts));
    }
}
