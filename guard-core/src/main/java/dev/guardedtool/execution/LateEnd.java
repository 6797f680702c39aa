package dev.guardedtool.execution;

import org.jspecify.annotations.Nullable;

/** Told how work ended of which the caller was told that its time is up. */
@FunctionalInterface
public interface LateEnd<T> {

    /**
     * It ended after all. Called once, on the thread that did the work.
     *
     * @param value what came of it
     * @param failure what it threw; null if it succeeded
     */
    void came(@Nullable T value, @Nullable Throwable failure);
}
