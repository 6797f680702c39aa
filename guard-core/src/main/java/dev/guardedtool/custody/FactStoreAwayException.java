package dev.guardedtool.custody;

/** The store of facts could not be asked. */
final class FactStoreAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FactStoreAwayException(RuntimeException cause) {
        super(cause);
    }
}
