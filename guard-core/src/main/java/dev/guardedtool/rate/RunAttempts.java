package dev.guardedtool.rate;

import dev.guardedtool.ToolName;
import dev.guardedtool.check.RunState;
import dev.guardedtool.policy.GuardPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The attempts of one run, which its snapshot carries along. */
final class RunAttempts {

    static final RunState<InMemoryAttemptStore> STATE =
            RunState.of("attempts", RunAttempts::empty, RunAttempts::write, RunAttempts::read);

    private RunAttempts() {}

    private static InMemoryAttemptStore empty(GuardPolicy policy) {
        return new InMemoryAttemptStore(policy.rates().maxEntries());
    }

    /** How often each tool was tried. */
    static Map<String, Object> used(InMemoryAttemptStore store) {
        Map<String, Object> used = new TreeMap<>();
        store.each((runId, tool, count) -> used.put(tool.value(), count.used()));
        return used;
    }

    private static Map<String, Object> write(InMemoryAttemptStore store) {
        List<Map<String, Object>> written = new ArrayList<>();
        store.each((runId, tool, count) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("run", runId);
            one.put("tool", tool.value());
            one.put("granted", count.granted());
            one.put("refused", count.refused());
            written.add(one);
        });
        return written.isEmpty() ? Map.of() : Map.of("attempts", written);
    }

    private static InMemoryAttemptStore read(GuardPolicy policy, Map<String, Object> written) {
        InMemoryAttemptStore store = empty(policy);
        if (written.get("attempts") instanceof List<?> attempts) {
            attempts.forEach(attempt -> restore(store, (Map<?, ?>) attempt));
        }
        return store;
    }

    private static void restore(InMemoryAttemptStore store, Map<?, ?> written) {
        if (written.get("run") instanceof String run
                && written.get("tool") instanceof String tool
                && written.get("granted") instanceof Number granted
                && written.get("refused") instanceof Number refused) {
            store.restore(run, ToolName.of(tool), new AttemptCount(granted.intValue(), refused.intValue()));
        } else {
            throw new IllegalArgumentException("attempts without a run, a tool or a count");
        }
    }
}
