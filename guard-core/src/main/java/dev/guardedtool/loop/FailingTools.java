package dev.guardedtool.loop;

import dev.guardedtool.ToolName;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often in a row each tool has failed; of very many failing tools the first are forgotten. */
final class FailingTools {

    private static final int MOST = 256;

    private final Map<ToolName, Integer> streaks = new LinkedHashMap<>();

    void succeeded(ToolName tool) {
        if (!streaks.isEmpty()) {
            streaks.remove(tool);
        }
    }

    /** The failures of the tool in a row, this one included. */
    int failed(ToolName tool) {
        int streak = streaks.merge(tool, 1, Integer::sum);
        if (streaks.size() > MOST) {
            streaks.remove(streaks.keySet().iterator().next());
        }
        return streak;
    }

    Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        streaks.forEach((tool, streak) -> written.put(tool.value(), streak));
        return written;
    }

    void read(Written written) {
        written.values()
                .forEach((tool, streak) -> streaks.put(ToolName.of((String) tool), ((Number) streak).intValue()));
    }
}
