package dev.guardedtool.execution;

import org.jspecify.annotations.Nullable;

/** What the end of work means to others than the one who waits for it. */
interface Ending<T> {

    /** The time is up while the work goes on. Called once at most, before the work is told to stop. */
    void expired();

    /** The work ended after its time. Called on its thread. */
    void late(@Nullable T value, @Nullable Throwable failure);

    /** The thread is free again, also where it came too late to begin. */
    void done();
}
