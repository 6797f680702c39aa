package dev.guardedtool.execution;

import dev.guardedtool.ToolName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How tools with a time limit are doing.
 *
 * @param running threads that carry out a tool now, those left behind included
 * @param free how many more there may be
 * @param abandoned threads left behind now, by tool: their callers were told that the time is up, but they go on
 * @param timedOut how often the time was up
 * @param late how often a tool ended after that
 * @param notStarted how often a tool was not started for want of a thread
 */
public record ExecutionCounts(
        int running, int free, Map<ToolName, Integer> abandoned, long timedOut, long late, long notStarted) {

    public ExecutionCounts {
        abandoned = Map.copyOf(abandoned);
    }

    /** The same by name, for reports. */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("running", running);
        figures.put("free", free);
        figures.put("abandoned", byName());
        figures.put("timed_out", timedOut);
        figures.put("late", late);
        figures.put("not_started", notStarted);
        return figures;
    }

    private Map<String, Integer> byName() {
        Map<String, Integer> named = new TreeMap<>();
        abandoned.forEach((tool, threads) -> named.put(tool.value(), threads));
        return named;
    }

    /** How many threads are left behind now. */
    public int abandonedInAll() {
        return abandoned.values().stream().mapToInt(Integer::intValue).sum();
    }
}
