package dev.guardedtool.custody;

/** There is no room for more facts. */
public class FactStoreFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * There is no room.
     *
     * @param size how many facts there are
     */
    public FactStoreFullException(int size) {
        super("the store of facts is full with " + size + " of them");
    }
}
