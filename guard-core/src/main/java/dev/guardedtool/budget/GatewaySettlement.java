package dev.guardedtool.budget;

import dev.guardedtool.Money;
import dev.guardedtool.Usage;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.Outcome;
import dev.guardedtool.check.OutcomeListener;
import dev.guardedtool.check.RoundView;
import dev.guardedtool.check.RunView;
import dev.guardedtool.check.UsageListener;

/** Tells the gateway what was spent, whether or not it was asked before. */
record GatewaySettlement(Prices prices, Gateway gateway) implements OutcomeListener, UsageListener {

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public void onOutcome(CallView call, Outcome outcome) {
        if (outcome.cached()) {
            return;
        }
        GatewayClaim claim = call.held(GatewayClaim.class);
        Amount used = CallCharge.expected(call);
        if (claim == null) {
            gateway.charge(call.run(), call.tool().value(), used);
        } else {
            claim.settle(used);
        }
    }

    @Override
    public void onRound(RoundView round, Usage usage) {
        GatewayClaim claim = round.kept(GatewayClaim.class);
        if (claim == null) {
            onUsage(round.run(), usage);
        } else {
            claim.settle(prices.amount(usage, round.run()));
        }
    }

    @Override
    public void onUsage(RunView run, Usage usage) {
        gateway.charge(run, GatewayRoundCheck.purpose(usage), prices.amount(usage, run));
    }

    @Override
    public void onCost(RunView run, String name, Money cost) {
        gateway.charge(run, name, new Amount(Amount.micros(cost), 0, 0, 0));
    }
}
