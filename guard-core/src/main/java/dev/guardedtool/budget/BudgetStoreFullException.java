package dev.guardedtool.budget;

/** A store of budgets remembers as much as it may and refuses to forget any of it. */
public final class BudgetStoreFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** So much is remembered. */
    public BudgetStoreFullException(int entries) {
        super("the store of budgets is full with " + entries + " entries");
    }
}
