package dev.guardedtool.autoconfigure;

/** What happens when something is found at start that keeps tools from being guarded as they are meant to be. */
public enum StartupChecks {

    /** The application does not start where a tool would go unguarded or could not be called. */
    FAIL,

    /** Findings are logged. */
    WARN,

    /** Nobody looks. */
    OFF
}
