package dev.guardedtool.store.jdbc;

/** An effect is not to be carried out by that attempt, which took too long, was given up, or came twice. */
public final class EffectTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EffectTakenException(String attempt) {
        super("attempt " + attempt
                + " does not hold the effect any more, or carries it out in more than one transaction");
    }
}
