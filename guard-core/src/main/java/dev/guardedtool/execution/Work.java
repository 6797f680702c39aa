package dev.guardedtool.execution;

import org.jspecify.annotations.Nullable;

/** What a tool does. */
@FunctionalInterface
public interface Work<T> {

    /**
     * Does it.
     *
     * @throws Throwable if it fails
     */
    @Nullable
    T run() throws Throwable;
}
