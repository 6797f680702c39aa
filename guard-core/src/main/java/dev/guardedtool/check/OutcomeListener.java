package dev.guardedtool.check;

/** Learns what became of a call. Whatever it throws is logged; it cannot turn an executed call into a failed one. */
public interface OutcomeListener {

    /** Whether it touches nothing but the run's state and so is called under the run's lock. */
    default boolean local() {
        return true;
    }

    /** A call came back, or was answered from memory. */
    void onOutcome(CallView call, Outcome outcome);

    /** A call came back after all of which {@link #onOutcome} told before that its time was up. */
    default void onLateOutcome(CallView call, Outcome outcome) {}
}
