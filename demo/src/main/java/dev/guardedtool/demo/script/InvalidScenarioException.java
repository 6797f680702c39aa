package dev.guardedtool.demo.script;

/** A scenario that cannot be played; the message says in one line which one and why. */
public final class InvalidScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With that explanation. */
    public InvalidScenarioException(String message) {
        super(message);
    }
}
