package dev.guardedtool.expression;

import org.jspecify.annotations.Nullable;

/** An expression that cannot be compiled or evaluated. To a check it is a refusal, never {@code false}. */
public class ExpressionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The failure with its cause. */
    public ExpressionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The failure. */
    public ExpressionException(String message) {
        super(message);
    }
}
