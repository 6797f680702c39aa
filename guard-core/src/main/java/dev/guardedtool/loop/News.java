package dev.guardedtool.loop;

import dev.guardedtool.ToolName;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When each tool of unknown effect last brought what the same call had not brought before. Of very many tools the one
 * that brought none for longest is forgotten, and from then on taken for one that just did.
 */
final class News {

    private static final int MOST = 256;
    private static final int INITIAL = 8;
    private static final float LOAD = 0.75f;

    private final Map<ToolName, Integer> last = new LinkedHashMap<>(INITIAL, LOAD, true);
    private int count;
    private int forgotten;

    void add(ToolName tool) {
        count++;
        last.put(tool, count);
        if (last.size() > MOST) {
            Iterator<Integer> oldest = last.values().iterator();
            forgotten = Math.max(forgotten, oldest.next());
            oldest.remove();
        }
    }

    /** How much there was. */
    int count() {
        return count;
    }

    /** How much there was when that tool last brought some. */
    int last(ToolName tool) {
        return last.getOrDefault(tool, forgotten);
    }

    Map<String, Object> write() {
        Map<String, Object> tools = new LinkedHashMap<>();
        last.forEach((tool, when) -> tools.put(tool.value(), when));
        return Map.of("count", count, "forgotten", forgotten, "last", tools);
    }

    void read(Written written) {
        count = written.number("count");
        forgotten = written.number("forgotten");
        written.section("last")
                .values()
                .forEach((tool, when) -> last.put(ToolName.of((String) tool), ((Number) when).intValue()));
    }
}
