package dev.guardedtool.rate;

/** A store that counts for limits cannot remember more. */
public class StoreFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The store with its size. */
    public StoreFullException(String store, int size) {
        super("the store of " + store + " is full with " + size + " entries");
    }
}
