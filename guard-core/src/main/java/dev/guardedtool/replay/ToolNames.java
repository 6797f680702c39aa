package dev.guardedtool.replay;

import dev.guardedtool.ToolName;
import java.util.HashMap;
import java.util.Map;

/** The same object for the same name, as long as there are not too many. */
final class ToolNames {

    private static final int MOST = 10_000;

    private final Map<String, ToolName> known = new HashMap<>();

    ToolName of(String name) {
        ToolName tool = known.get(name);
        if (tool == null) {
            tool = ToolName.of(name);
            if (known.size() < MOST) {
                known.put(name, tool);
            }
        }
        return tool;
    }
}
