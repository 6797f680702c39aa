package dev.guardedtool;

/** Thrown by a tool that failed after its effect happened, so that the guard never runs it again. */
public class EffectExecutedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A failure after the effect. */
    public EffectExecutedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A failure after the effect. */
    public EffectExecutedException(String message) {
        super(message);
    }
}
