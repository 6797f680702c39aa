package dev.guardedtool;

/** A guarded Java call was not carried out. The message is the text that a model would read. */
public class GuardDeniedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Decision decision;

    /** The refusal as an exception. */
    public GuardDeniedException(Decision decision) {
        super(decision.text());
        this.decision = decision;
    }

    /** What was decided. */
    public Decision decision() {
        return decision;
    }
}
