package dev.guardedtool.replay;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run as it was recorded.
 *
 * @param dataset what the run belongs to; results are counted by it
 * @param runId names the run within its dataset
 * @param model the model that acted, or null where unknown
 * @param success whether the run reached its goal, or null where nobody judged it
 * @param events what happened, in order; decisions refer to them by index
 */
public record RecordedRun(
        String dataset,
        String runId,
        @Nullable String model,
        @Nullable Boolean success,
        List<RecordedEvent> events) {

    public RecordedRun {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(runId, "runId");
        events = List.copyOf(events);
    }

    /** The recorded result of the call at that index: the event right after it, or null if that is no result. */
    public RecordedEvent.@Nullable Result resultOf(int call) {
        int next = call + 1;
        return next < events.size() && events.get(next) instanceof RecordedEvent.Result result ? result : null;
    }

    /** How it ended. */
    public Verdict verdict() {
        return Verdict.of(success);
    }

    /** How many tool calls there are. */
    public int calls() {
        int calls = 0;
        for (RecordedEvent event : events) {
            calls += event instanceof RecordedEvent.Call ? 1 : 0;
        }
        return calls;
    }
}
