package dev.guardedtool.engine;

import dev.guardedtool.check.RunState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the subjects remember of one run, begun when one of them first asks for it. */
final class RunStates {

    private final Core core;
    private final Map<RunState<?>, Object> states = new ConcurrentHashMap<>(16);

    RunStates(Core core, @Nullable RunSnapshot snapshot) {
        this.core = core;
        if (snapshot != null) {
            restore(snapshot);
        }
    }

    private void restore(RunSnapshot snapshot) {
        for (RunState<?> state : core.states()) {
            if (snapshot.has(state.name())) {
                states.put(state, snapshot.read(state.name(), written -> state.read(core.policy(), written)));
            }
        }
    }

    @SuppressWarnings("unchecked")
    <T> T get(RunState<T> state) {
        Object known = states.get(state);
        return (T) (known != null ? known : states.computeIfAbsent(state, key -> state.initial(core.policy())));
    }

    /** By subject, in the order in which they were registered. */
    Map<String, Map<String, Object>> write() {
        Map<String, Map<String, Object>> sections = new LinkedHashMap<>();
        core.states().forEach(state -> sections.put(state.name(), write(state)));
        return sections;
    }

    private <T> Map<String, Object> write(RunState<T> state) {
        return state.write(get(state));
    }
}
