package dev.guardedtool.execution;

/** A tool was not started, because there was no thread for it. It never will be. */
public final class NoThreadException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean hanging;

    private NoThreadException(String message, boolean hanging) {
        super(message, null, false, false);
        this.hanging = hanging;
    }

    static NoThreadException hanging(int abandoned) {
        return new NoThreadException("earlier calls left " + abandoned + " threads behind", true);
    }

    static NoThreadException busy() {
        return new NoThreadException("no thread was free in time", false);
    }

    /** Whether it is for earlier calls of the same tool that hang still. */
    public boolean hanging() {
        return hanging;
    }
}
