package dev.guardedtool.effect;

import dev.guardedtool.ToolName;
import dev.guardedtool.check.RunState;
import dev.guardedtool.policy.GuardPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many effects each tool of a run was asked for and caused. */
final class EffectCounts {

    static final RunState<EffectCounts> STATE =
            RunState.of("effect_counts", policy -> new EffectCounts(), EffectCounts::write, EffectCounts::read);

    private final Map<ToolName, Integer> attempted = new LinkedHashMap<>();
    private final Map<ToolName, Integer> executed = new LinkedHashMap<>();

    void attempt(ToolName tool) {
        attempted.merge(tool, 1, Integer::sum);
    }

    void execute(ToolName tool) {
        executed.merge(tool, 1, Integer::sum);
    }

    int executed(ToolName tool) {
        return executed.getOrDefault(tool, 0);
    }

    Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        put(written, "attempted", attempted);
        put(written, "executed", executed);
        return written;
    }

    private static void put(Map<String, Object> written, String name, Map<ToolName, Integer> counts) {
        if (!counts.isEmpty()) {
            Map<String, Integer> byName = new LinkedHashMap<>();
            counts.forEach((tool, count) -> byName.put(tool.value(), count));
            written.put(name, byName);
        }
    }

    private static EffectCounts read(GuardPolicy policy, Map<String, Object> written) {
        EffectCounts counts = new EffectCounts();
        read(written.get("attempted"), counts.attempted);
        read(written.get("executed"), counts.executed);
        return counts;
    }

    private static void read(@Nullable Object written, Map<ToolName, Integer> counts) {
        if (written instanceof Map<?, ?> map) {
            map.forEach((tool, count) -> counts.put(ToolName.of((String) tool), ((Number) count).intValue()));
        }
    }
}
