package dev.guardedtool.budget;

import dev.guardedtool.check.RunState;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The scopes that are open in a run, and how often. Thread-safe. */
final class OpenScopes {

    static final RunState<OpenScopes> STATE = RunState.of(
            "budget scopes", policy -> new OpenScopes(), scopes -> Map.of(), (policy, written) -> new OpenScopes());

    private final Map<String, Integer> open = new ConcurrentHashMap<>(4);

    void open(String name) {
        open.merge(name, 1, Integer::sum);
    }

    void close(String name) {
        open.computeIfPresent(name, (known, count) -> count == 1 ? null : count - 1);
    }

    boolean isOpen(String name) {
        return open.containsKey(name);
    }
}
