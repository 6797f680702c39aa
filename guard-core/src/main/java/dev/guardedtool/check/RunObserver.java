package dev.guardedtool.check;

import dev.guardedtool.Decision;
import dev.guardedtool.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Sees everything of a run and changes nothing. Called on the thread that decides or records, outside the run's lock, and
 * before that thread gets its answer; so it must not wait, or the call waits with it. Whatever it throws is logged.
 *
 * <p>What happens to one call is told in order: decided, then recorded or overruled. What happens to calls of different
 * threads is told in the order in which the threads come to it. Of a call that is under way when its run is closed, the
 * rest may be told after the end of the run. Shared by all runs and thread-safe; what it remembers of a run it may keep in
 * a {@link RunState} whose state is thread-safe.
 */
public interface RunObserver {

    /**
     * A call was decided. In shadow and warn mode an allow says what would have been decided instead.
     *
     * @param call the same object in everything that is told of this call
     */
    default void decided(CallView call, Decision decision) {}

    /** An allowed call was refused behind the guard, before its body ran; the decision replaces the one before. */
    default void overruled(CallView call, Decision decision) {}

    /**
     * A call came back or was answered from memory. A call that ran without having been asked for was not decided before;
     * a call that was given up may come back nevertheless.
     */
    default void recorded(CallView call, Outcome outcome) {}

    /** A call came back after all of which {@link #recorded} told before that its time was up. */
    default void cameLate(CallView call, Outcome outcome) {}

    /**
     * The assistant said something.
     *
     * @param text not empty
     * @param decision what was decided on it, even where it is not carried out; null for nothing
     */
    default void said(RunView run, String text, @Nullable Decision decision) {}

    /** A model answered. */
    default void used(RunView run, Usage usage) {}

    /** The run was closed; told once. */
    default void closed(RunView run) {}
}
