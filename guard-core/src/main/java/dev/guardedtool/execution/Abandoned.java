package dev.guardedtool.execution;

import dev.guardedtool.ToolName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts the threads that callers no longer wait for. Thread-safe. */
final class Abandoned {

    private final Map<ToolName, Integer> threads = new ConcurrentHashMap<>();
    private final LongAdder left = new LongAdder();
    private final LongAdder returned = new LongAdder();

    void left(ToolName tool) {
        left.increment();
        threads.merge(tool, 1, Integer::sum);
    }

    void returned(ToolName tool) {
        returned.increment();
        threads.computeIfPresent(tool, Abandoned::less);
    }

    private static @Nullable Integer less(ToolName tool, int count) {
        return count == 1 ? null : count - 1;
    }

    int of(ToolName tool) {
        return threads.getOrDefault(tool, 0);
    }

    Map<ToolName, Integer> now() {
        return Map.copyOf(threads);
    }

    long everLeft() {
        return left.sum();
    }

    long everReturned() {
        return returned.sum();
    }
}
