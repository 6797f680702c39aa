package dev.guardedtool.autoconfigure;

/** What happens when a model is offered tools that could run without the guard. */
public enum UnguardedTools {

    /** Each is named in the log once, and in the coverage report. */
    WARN,

    /** The model is not asked, so that none of them can run. */
    FAIL,

    /** Nobody looks. */
    IGNORE
}
