package dev.guardedtool.budget;

import dev.guardedtool.Money;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Reservation;

/** Sets aside what a call costs while it is open. */
record CostReservation() implements Reservation {

    @Override
    public void reserve(CallView call) {
        Money cost = call.spec().cost();
        if (!cost.isZero()) {
            call.run().state(Spend.STATE).reserve(cost, 0);
        }
    }

    @Override
    public void release(CallView call) {
        Money cost = call.spec().cost();
        if (!cost.isZero()) {
            call.run().state(Spend.STATE).release(cost, 0);
        }
    }

    @Override
    public void abandon(CallView call) {
        release(call);
    }
}
