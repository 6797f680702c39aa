package dev.guardedtool.autoconfigure.security;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardEventListener;
import dev.guardedtool.RunContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Which runs were opened for whom, and what was decided in each. */
class RunLog implements GuardEventListener {

    private final Map<String, RunContext> opened = new ConcurrentHashMap<>();
    private final List<GuardEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void onEvent(GuardEvent event) {
        if (event instanceof GuardEvent.RunOpened run) {
            opened.put(run.runId(), run.context());
        }
        events.add(event);
    }

    List<RunContext> runs() {
        return events(GuardEvent.RunOpened.class).stream()
                .map(GuardEvent.RunOpened::context)
                .toList();
    }

    /** The only run. */
    RunContext run() {
        List<RunContext> all = runs();
        if (all.size() != 1) {
            throw new AssertionError("not one run but " + all);
        }
        return all.get(0);
    }

    /** The run that the event happened in. */
    RunContext contextOf(GuardEvent event) {
        RunContext context = opened.get(event.runId());
        if (context == null) {
            throw new AssertionError("no run was opened for " + event);
        }
        return context;
    }

    <T extends GuardEvent> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Tool, decision and reason of each call, overruled ones by what became of them. */
    List<String> decisions() {
        return events.stream()
                .map(event -> event instanceof GuardEvent.Decided decided
                        ? decided.tool() + " " + decided.decision().reason().code()
                        : event instanceof GuardEvent.Overruled overruled
                                ? overruled.tool() + " overruled "
                                        + overruled.decision().reason().code()
                                : "")
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
