package dev.guardedtool.rate;

import java.util.List;

/**
 * Remembers when tools were called, exactly: a call counts from the moment it was granted until just before a whole
 * period has passed. Every method is atomic, the time is the store's, and implementations are thread-safe. A call that
 * still counts is never forgotten: a full store refuses.
 */
public interface RateStore {

    /**
     * Counts a call under each of the limits if all of them are kept, else under none.
     *
     * @param limits not empty, no key twice
     * @throws StoreFullException if the call cannot be remembered
     */
    RateAnswer acquire(List<RateRequest> limits);

    /**
     * The call was not carried out after all and counts no longer. Does nothing if the permit is not known any more.
     *
     * @param limits those it was granted for
     */
    void release(List<RateRequest> limits, String permit);

    /**
     * How much of the limits is taken now, the most used first, for reports.
     *
     * @return at most that many; none if the store cannot tell
     */
    default List<RateUse> uses(int atMost) {
        return List.of();
    }
}
