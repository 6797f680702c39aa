package dev.guardedtool.check;

import org.jspecify.annotations.Nullable;

/**
 * Something a check took outside the run, to be given back when the call does not run. It is attached to the call with
 * {@link CallView#hold} and may do I/O.
 */
public interface Claim {

    /** Gives it back: the call did not run and never will. */
    void release();

    /** The call was admitted, but nobody will ever say what became of it. */
    void abandon();

    /** What the system behind the tool may know it by, the same for every attempt at it; null if it has no such name. */
    default @Nullable String reference() {
        return null;
    }

    /** Names this attempt among all attempts of all processes; null if nobody else remembers it. */
    default @Nullable String attempt() {
        return null;
    }
}
