package dev.guardedtool.check;

/**
 * Takes what a call needs once no check objects. Local to the run: its methods are called under the run's lock, all
 * reservations of a call together.
 */
public interface Reservation {

    /** Takes it. Runs after every local check passed, and cannot fail. */
    void reserve(CallView call);

    /** Gives it back because the call does not run after all. Only called after {@link #reserve}. */
    void release(CallView call);

    /** The call was allowed, but its result will never be known: gives back what was held for the result. */
    default void abandon(CallView call) {}
}
