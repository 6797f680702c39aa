package dev.guardedtool.execution;

/** The time of a tool is up. Unlike a timeout of the tool's own, it says nothing about what the tool came to. */
public final class TimeUpException extends Exception {

    private static final long serialVersionUID = 1L;

    TimeUpException() {
        super("the time is up", null, false, false);
    }
}
