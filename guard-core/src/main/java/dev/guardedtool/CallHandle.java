package dev.guardedtool;

import org.jspecify.annotations.Nullable;

/**
 * Names one allowed call until its result is recorded. Handles belong to the run that gave them out; several may be
 * open at once.
 */
public interface CallHandle {

    /** The tool that may run. */
    ToolName tool();

    /** The id of the call. */
    String callId();

    /** The arguments to run the tool with: exactly those that were decided on, as JSON text. */
    String argumentsJson();

    /**
     * Names the effect of the call to the system behind the tool, which may refuse to carry it out twice: 64 hexadecimal
     * digits, the same for every attempt at the effect and for no other effect. Null if the call has none that happens at
     * most once.
     */
    default @Nullable String effectReference() {
        return null;
    }

    /**
     * Names this attempt at the effect among all attempts of all processes. Null if the call has no effect that happens at
     * most once, or one that only this process remembers.
     */
    default @Nullable String effectAttempt() {
        return null;
    }
}
