package dev.guardedtool.rate;

import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Reservation;

/** A call counts from the moment that it may run, whatever becomes of it. */
record CallCounting() implements Reservation {

    @Override
    public void reserve(CallView call) {
        call.run().state(CallCounts.STATE).add(call.tool(), 1);
    }

    @Override
    public void release(CallView call) {
        call.run().state(CallCounts.STATE).add(call.tool(), -1);
    }
}
