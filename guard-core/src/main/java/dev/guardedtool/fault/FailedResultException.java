package dev.guardedtool.fault;

/** Stands for a failure that nothing was thrown for, since a breaker records exceptions. It is never thrown. */
final class FailedResultException extends RuntimeException {

    private static final long serialVersionUID = 1;

    FailedResultException(String errorClass) {
        super(errorClass, null, false, false);
    }
}
