package dev.guardedtool.fault;

import dev.guardedtool.ToolName;
import dev.guardedtool.check.RunState;
import dev.guardedtool.policy.GuardPolicy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Errors since the last success, per tool and class. Tools and the classes of each are bounded, since codes can be
 * anything, and in shadow mode so can names; what was there first is forgotten first.
 */
final class ErrorStreaks {

    static final RunState<ErrorStreaks> STATE =
            RunState.of("fault", policy -> new ErrorStreaks(), ErrorStreaks::write, ErrorStreaks::read);

    private static final int MAX_TOOLS = 1_000;
    private static final int MAX_CLASSES = 32;
    private static final int MAX_LENGTH = 100;

    private final Map<ToolName, Map<String, Integer>> streaks = new LinkedHashMap<>();

    void succeeded(ToolName tool) {
        if (!streaks.isEmpty()) {
            streaks.remove(tool);
        }
    }

    int failed(ToolName tool, String errorClass, boolean consecutive) {
        Map<String, Integer> classes = streaks.computeIfAbsent(tool, key -> new LinkedHashMap<>(4));
        String shortened = errorClass.length() > MAX_LENGTH ? errorClass.substring(0, MAX_LENGTH) : errorClass;
        if (consecutive) {
            classes.keySet().removeIf(other -> !other.equals(shortened));
        } else if (classes.size() >= MAX_CLASSES && !classes.containsKey(shortened)) {
            classes.remove(classes.keySet().iterator().next());
        }
        int streak = classes.merge(shortened, 1, Integer::sum);
        if (streaks.size() > MAX_TOOLS) {
            streaks.remove(streaks.keySet().iterator().next());
        }
        return streak;
    }

    Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        streaks.forEach((tool, classes) -> written.put(tool.value(), new LinkedHashMap<>(classes)));
        return written;
    }

    private static ErrorStreaks read(GuardPolicy policy, Map<String, Object> written) {
        ErrorStreaks streaks = new ErrorStreaks();
        written.forEach((tool, classes) -> {
            Map<String, Integer> counts = new LinkedHashMap<>();
            ((Map<?, ?>) classes).forEach((name, count) -> counts.put((String) name, ((Number) count).intValue()));
            streaks.streaks.put(ToolName.of(tool), counts);
        });
        return streaks;
    }
}
