package dev.guardedtool.rate;

/**
 * The attempts at one tool of one run. Refused ones do not stand in the way of others, so the two are told apart.
 *
 * @param granted how many were granted
 * @param refused how many were not
 */
record AttemptCount(int granted, int refused) {

    static final AttemptCount NONE = new AttemptCount(0, 0);

    AttemptCount asked(int limit) {
        return granted < limit
                ? new AttemptCount(granted + 1, refused)
                : new AttemptCount(granted, refused == Integer.MAX_VALUE ? refused : refused + 1);
    }

    AttemptCount givenBack() {
        return new AttemptCount(Math.max(0, granted - 1), refused);
    }

    int used() {
        return (int) Math.min(Integer.MAX_VALUE, (long) granted + refused);
    }
}
