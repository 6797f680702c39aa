package dev.guardedtool.demo.command;

/** A command could not run; the message is the line that says why. */
final class CommandFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailedException(String message) {
        super(message);
    }
}
