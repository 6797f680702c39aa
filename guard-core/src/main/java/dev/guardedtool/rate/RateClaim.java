package dev.guardedtool.rate;

import dev.guardedtool.check.Claim;
import java.util.List;

/** A call that was counted. */
record RateClaim(RateStore store, List<RateRequest> limits, String permit) implements Claim {

    @Override
    public void release() {
        store.release(limits, permit);
    }

    /** It may have run, so it counts. */
    @Override
    public void abandon() {}
}
