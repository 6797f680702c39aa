package dev.guardedtool.custody;

import dev.guardedtool.ToolName;
import dev.guardedtool.check.RunState;
import dev.guardedtool.policy.GuardPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The tools that succeeded in a run. Thread-safe. */
final class Steps {

    static final RunState<Steps> STATE = RunState.of("custody", policy -> new Steps(), Steps::write, Steps::read);

    /** Far more than an application has tools; names beyond are steps that were never taken. */
    private static final int MAX = 10_000;

    private static final String SUCCEEDED = "succeeded";

    private final Set<ToolName> succeeded = ConcurrentHashMap.newKeySet();

    void succeeded(ToolName tool) {
        if (succeeded.size() < MAX) {
            succeeded.add(tool);
        }
    }

    /** Those of the tools that did not succeed yet, in their order. */
    List<ToolName> missing(List<ToolName> tools) {
        return succeeded.containsAll(tools)
                ? List.of()
                : tools.stream().filter(tool -> !succeeded.contains(tool)).toList();
    }

    private Map<String, Object> write() {
        return Map.of(
                SUCCEEDED, succeeded.stream().map(ToolName::value).sorted().toList());
    }

    private static Steps read(GuardPolicy policy, Map<String, Object> written) {
        Steps steps = new Steps();
        if (written.get(SUCCEEDED) instanceof List<?> names) {
            names.forEach(name -> steps.succeeded(ToolName.of((String) name)));
        }
        return steps;
    }
}
