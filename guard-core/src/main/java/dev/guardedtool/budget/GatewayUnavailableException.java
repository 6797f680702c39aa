package dev.guardedtool.budget;

import org.jspecify.annotations.Nullable;

/** A gateway gave no answer to what it was asked. */
public final class GatewayUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean refused;

    /**
     * No answer.
     *
     * @param refused whether the gateway was reached and would not answer such a request; otherwise it was not reached, or
     *     answered something that cannot be read
     */
    public GatewayUnavailableException(String message, boolean refused, @Nullable Throwable cause) {
        super(message, cause);
        this.refused = refused;
    }

    /** Whether the gateway was reached and would not answer such a request. */
    public boolean refused() {
        return refused;
    }
}
