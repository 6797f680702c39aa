package dev.guardedtool.engine;

import dev.guardedtool.check.RunState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the subjects remember of one run. */
final class RunStates {

    private final Core core;
    private final Map<RunState<?>, Object> states = new ConcurrentHashMap<>(16);

    RunStates(Core core, @Nullable RunSnapshot snapshot) {
        this.core = core;
        for (RunState<?> state : core.states()) {
            Object begun = snapshot == null || !snapshot.has(state.name())
                    ? state.initial(core.policy())
                    : snapshot.read(state.name(), written -> state.read(core.policy(), written));
            states.put(state, begun);
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
