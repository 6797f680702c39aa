package dev.guardedtool.rate;

import dev.guardedtool.ToolName;
import dev.guardedtool.check.RunState;
import dev.guardedtool.policy.GuardPolicy;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** How often each tool was allowed to run. Bounded by the number of tools, since names that are no tools are refused. */
final class CallCounts {

    static final RunState<CallCounts> STATE =
            RunState.of("rate", policy -> new CallCounts(), CallCounts::write, CallCounts::read);

    private final Map<ToolName, int[]> counts = new HashMap<>();

    int of(ToolName tool) {
        int[] count = counts.get(tool);
        return count == null ? 0 : count[0];
    }

    void add(ToolName tool, int change) {
        int[] count = counts.get(tool);
        if (count == null) {
            counts.put(tool, new int[] {change});
        } else {
            count[0] += change;
        }
    }

    Map<String, Object> write() {
        Map<String, Object> written = new TreeMap<>();
        counts.forEach((tool, count) -> {
            if (count[0] > 0) {
                written.put(tool.value(), count[0]);
            }
        });
        return written;
    }

    private static CallCounts read(GuardPolicy policy, Map<String, Object> written) {
        CallCounts counts = new CallCounts();
        written.forEach((tool, count) -> counts.add(ToolName.of(tool), ((Number) count).intValue()));
        return counts;
    }
}
