package dev.guardedtool.engine;

/** A store of runs keeps as many snapshots as it may and refuses to forget any of them. */
public final class RunStoreFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** So many are kept. */
    public RunStoreFullException(int entries) {
        super("the store of runs is full with " + entries + " snapshots");
    }
}
