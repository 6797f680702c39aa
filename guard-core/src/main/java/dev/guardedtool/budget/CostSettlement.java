package dev.guardedtool.budget;

import dev.guardedtool.Money;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;

/** Turns what was set aside into what was spent. A failed call costs what a successful one does. */
record CostSettlement(SpendWarning warning) implements OutcomeListener {

    @Override
    public void onOutcome(CallView call, Outcome outcome) {
        Money cost = call.spec().cost();
        if (outcome.cached() || cost.isZero()) {
            return;
        }
        Spend spend = call.run().state(Spend.STATE);
        if (call.reserved()) {
            spend.release(cost, 0);
        }
        spend.spend(cost);
        warning.after(call.run(), spend);
    }
}
