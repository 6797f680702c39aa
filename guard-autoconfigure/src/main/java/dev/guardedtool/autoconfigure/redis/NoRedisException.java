package dev.guardedtool.autoconfigure.redis;

/** The guard was asked to use Redis, and there is none that it can use. */
final class NoRedisException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    NoRedisException(String problem, String action) {
        super(problem);
        this.action = action;
    }

    /** What to do about it. */
    String action() {
        return action;
    }
}
