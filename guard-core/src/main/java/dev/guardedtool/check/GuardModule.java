package dev.guardedtool.check;

import dev.guardedtool.policy.ToolSpec;
import java.util.List;
import java.util.Map;

/** Everything one subject contributes to the guard. */
public interface GuardModule {

    /** The subject, as named in reports. */
    String name();

    /** Its questions in the chain. */
    default List<GuardCheck> checks() {
        return List.of();
    }

    /** What it takes for calls that may run. */
    default List<Reservation> reservations() {
        return List.of();
    }

    /** What it learns from results, in this order. */
    default List<OutcomeListener> outcomeListeners() {
        return List.of();
    }

    /** Its questions about the assistant's texts. */
    default List<TextCheck> textChecks() {
        return List.of();
    }

    /** Its questions before a model is asked. */
    default List<RoundCheck> roundChecks() {
        return List.of();
    }

    /** What it learns from usage. */
    default List<UsageListener> usageListeners() {
        return List.of();
    }

    /** What it learns from the words of the user. */
    default List<UserTextListener> userTextListeners() {
        return List.of();
    }

    /** Learns what holds for a tool, before any call of a tool that is declared at start; thread-safe. */
    default void declared(ToolSpec spec) {}

    /** What it only watches. */
    default List<RunObserver> observers() {
        return List.of();
    }

    /** The state that belongs into a snapshot. */
    default List<RunState<?>> states() {
        return List.of();
    }

    /** Its figures for a report; called under the run's lock. */
    default Map<String, Object> report(RunView run) {
        return Map.of();
    }

    /**
     * What is taken at the moment of the limits that runs share, and what is left, for people to read. Names no
     * arguments. May do I/O.
     */
    default Map<String, Object> standing() {
        return Map.of();
    }

    /**
     * How the limits stand of which there is one for all runs. The same ones for as long as the guard lives; asked for
     * without I/O.
     */
    default List<Level> levels() {
        return List.of();
    }

    /** The guard was closed: nothing goes on by itself from now on. May do I/O. */
    default void closed() {}

    /** A module that consists of one check. */
    static GuardModule of(GuardCheck check) {
        return new GuardModule() {
            @Override
            public String name() {
                return check.getClass().getSimpleName();
            }

            @Override
            public List<GuardCheck> checks() {
                return List.of(check);
            }
        };
    }
}
