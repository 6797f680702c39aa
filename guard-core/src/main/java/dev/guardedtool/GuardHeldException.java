package dev.guardedtool;

/** A guarded Java call waits for a person. */
public class GuardHeldException extends GuardDeniedException {

    private static final long serialVersionUID = 1L;

    /** The hold as an exception. */
    public GuardHeldException(Decision.Hold hold) {
        super(hold);
    }
}
