package dev.guardedtool.autoconfigure.gateway;

/**
 * What the other side answered.
 *
 * @param status the HTTP status: a success, or one of those that say that there is no budget
 * @param body the body as text
 */
record Reply(int status, String body) {

    static final int PAYMENT_REQUIRED = 402;
    static final int CONFLICT = 409;

    boolean granted() {
        return status / 100 == 2;
    }

    /** Whether it says that there is no budget. */
    static boolean refusal(int status) {
        return status == PAYMENT_REQUIRED || status == CONFLICT;
    }
}
