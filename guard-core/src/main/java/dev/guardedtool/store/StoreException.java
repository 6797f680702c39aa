package dev.guardedtool.store;

import org.jspecify.annotations.Nullable;

/** A store could not be reached or did not do as it was told. Whether it did anything at all is not known. */
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * That it did not.
     *
     * @param problem what is wrong, with the name of the store
     * @param cause what the store or the way to it complained about, or null
     */
    public StoreException(String problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
