package dev.guardedtool.budget;

import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts calls of tools against the budgets of their run: what a failed call cost as well as what a successful one did. */
record CallCharge(Budgets budgets) implements OutcomeListener {

    static Amount expected(CallView call) {
        return amount(call, Duration.ZERO);
    }

    private static Amount amount(CallView call, Duration lasted) {
        return new Amount(Amount.micros(call.spec().cost()), 0, 1, Math.max(0, lasted.toMillis()));
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public void onOutcome(CallView call, Outcome outcome) {
        if (outcome.cached()) {
            return;
        }
        @Nullable BudgetClaim claim = call.held(BudgetClaim.class);
        Instant now = call.run().now();
        if (claim == null) {
            budgets.charge(call.run(), amount(call, Duration.ZERO), now);
        } else {
            budgets.settle(call.run(), claim, amount(call, claim.lasted(now)));
        }
    }
}
