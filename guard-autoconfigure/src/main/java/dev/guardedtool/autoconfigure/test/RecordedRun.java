package dev.guardedtool.autoconfigure.test;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardEvent;
import java.util.List;

/**
 * What happened in one run.
 *
 * @param runId identifies the run
 * @param events its events, in their order
 */
public record RecordedRun(String runId, List<GuardEvent> events) {

    public RecordedRun {
        events = List.copyOf(events);
    }

    /** The calls as they were decided. */
    public List<GuardEvent.Decided> decisions() {
        return only(GuardEvent.Decided.class);
    }

    /** The calls that ran and came back. */
    public List<GuardEvent.Recorded> executions() {
        return only(GuardEvent.Recorded.class);
    }

    /** Each decision as {@code <tool> <decision> <reason>}, without a reason where the call was allowed. */
    List<String> lines() {
        return decisions().stream().map(RecordedRun::line).toList();
    }

    private static String line(GuardEvent.Decided event) {
        Decision decision = event.decision();
        String line = event.tool() + " " + decision.type().code();
        return decision.allowed() ? line : line + " " + decision.reason().code();
    }

    private <T extends GuardEvent> List<T> only(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
