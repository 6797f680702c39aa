package dev.guardedtool;

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
}
