package dev.guardedtool.autoconfigure.test;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardEventListener;
import dev.guardedtool.engine.GuardRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps every event, for tests to look at. Thread-safe. */
public final class RecordedEvents implements GuardEventListener {

    private final List<GuardEvent> events = new ArrayList<>();

    @Override
    public synchronized void onEvent(GuardEvent event) {
        events.add(event);
    }

    /** All events so far, of whatever run. */
    public synchronized List<GuardEvent> all() {
        return List.copyOf(events);
    }

    /** The runs so far, in the order of their first events. */
    public List<RecordedRun> runs() {
        Map<String, List<GuardEvent>> runs = new LinkedHashMap<>();
        for (GuardEvent event : all()) {
            runs.computeIfAbsent(event.runId(), id -> new ArrayList<>()).add(event);
        }
        return runs.entrySet().stream()
                .map(run -> new RecordedRun(run.getKey(), run.getValue()))
                .toList();
    }

    /**
     * The only run so far.
     *
     * @throws IllegalStateException if there was none, or more than one
     */
    public RecordedRun run() {
        List<RecordedRun> runs = runs();
        if (runs.size() != 1) {
            throw new IllegalStateException("there were " + runs.size() + " runs, not one");
        }
        return runs.get(0);
    }

    /** What that run did so far; nothing if it did nothing. */
    public RecordedRun of(GuardRun run) {
        return runs().stream()
                .filter(recorded -> recorded.runId().equals(run.runId()))
                .findFirst()
                .orElseGet(() -> new RecordedRun(run.runId(), List.of()));
    }

    /** Forgets everything. */
    public synchronized void clear() {
        events.clear();
    }
}
