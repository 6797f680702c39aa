package dev.guardedtool.rate;

import java.time.Duration;

/** Whether a call may run now. */
public sealed interface RateAnswer {

    /**
     * It may, and it was counted.
     *
     * @param permit names it to the store that counted it
     */
    record Granted(String permit) implements RateAnswer {}

    /**
     * It may not, and nothing was counted.
     *
     * @param limit the limit that stands in the way for longest
     * @param retryAfter how long that will be if nothing else is called meanwhile; more than nothing
     */
    record Refused(RateRequest limit, Duration retryAfter) implements RateAnswer {}
}
