package dev.guardedtool.engine;

import org.jspecify.annotations.Nullable;

/** What runs when a call is allowed. */
@FunctionalInterface
public interface ToolBody {

    /**
     * Runs the tool.
     *
     * @param arguments the arguments as JSON text, exactly those that were decided on
     * @return its answer
     * @throws Exception if the tool fails
     */
    @Nullable
    Object run(String arguments) throws Exception;
}
