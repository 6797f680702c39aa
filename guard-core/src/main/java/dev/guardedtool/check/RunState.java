package dev.guardedtool.check;

import dev.guardedtool.policy.GuardPolicy;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of state that each run has one of: how it begins, and how it is written to a snapshot and read back. Compared
 * by identity; keep it in a constant.
 *
 * @param <T> the state, which need not be thread-safe
 */
public final class RunState<T> {

    private final String name;
    private final Function<GuardPolicy, T> initial;
    private final Function<T, Map<String, Object>> write;
    private final BiFunction<GuardPolicy, Map<String, Object>, T> read;

    private RunState(
            String name,
            Function<GuardPolicy, T> initial,
            Function<T, Map<String, Object>> write,
            BiFunction<GuardPolicy, Map<String, Object>, T> read) {
        this.name = Objects.requireNonNull(name, "name");
        this.initial = initial;
        this.write = write;
        this.read = read;
    }

    /**
     * A kind of state.
     *
     * @param name its section in a snapshot
     * @param initial the state of a new run
     * @param write the state as text, numbers, booleans, lists and maps
     * @param read the state from what was written
     */
    public static <T> RunState<T> of(
            String name,
            Function<GuardPolicy, T> initial,
            Function<T, Map<String, Object>> write,
            BiFunction<GuardPolicy, Map<String, Object>, T> read) {
        return new RunState<>(name, initial, write, read);
    }

    /** Its section in a snapshot. */
    public String name() {
        return name;
    }

    /** The state of a new run. */
    public T initial(GuardPolicy policy) {
        return initial.apply(policy);
    }

    /** The state in a form that a snapshot can hold. */
    public Map<String, Object> write(T state) {
        return write.apply(state);
    }

    /** The state from that form. */
    public T read(GuardPolicy policy, Map<String, Object> written) {
        return read.apply(policy, written);
    }

    @Override
    public String toString() {
        return name;
    }
}
