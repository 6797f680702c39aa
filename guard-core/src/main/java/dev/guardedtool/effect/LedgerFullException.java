package dev.guardedtool.effect;

/** The ledger cannot remember another effect. */
public class LedgerFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The ledger with its size. */
    public LedgerFullException(int size) {
        super("the ledger is full with " + size + " effects");
    }
}
