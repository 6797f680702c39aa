package dev.guardedtool.autoconfigure.store;

import dev.guardedtool.autoconfigure.Store;

/** The guard was asked to keep things in a store, and there is none of that kind that it can use. */
public final class NoStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Store store;
    private final String action;

    /**
     * That there is none.
     *
     * @param problem what is wrong, such as {@code there is no DataSource}
     * @param action what to do about it, without a stop at its end
     */
    public NoStoreException(Store store, String problem, String action) {
        super(problem);
        this.store = store;
        this.action = action;
    }

    /** What reaches a store of that kind is not on the class path. */
    static NoStoreException withoutLibrary(Store store) {
        String library = store == Store.JDBC ? "jdbc" : "data-redis";
        return new NoStoreException(
                store, "spring-boot-" + library + " is not on the class path", "Add spring-boot-starter-" + library);
    }

    /** Which kind of store was asked for, in words. */
    String described() {
        return store == Store.JDBC ? "a database" : "Redis";
    }

    String action() {
        return action;
    }
}
