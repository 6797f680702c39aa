package dev.guardedtool.budget;

import dev.guardedtool.Decision;
import dev.guardedtool.Usage;
import dev.guardedtool.check.RoundCheck;
import dev.guardedtool.check.RoundView;
import org.jspecify.annotations.Nullable;

/** Does the gateway grant what that question to a model is expected to cost? */
record GatewayRoundCheck(Prices prices, Gateway gateway) implements RoundCheck {

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public @Nullable Decision open(RoundView round) {
        Amount expected = prices.amount(round.expected(), round.run());
        return expected.micros() == 0
                ? null
                : gateway.ask(round.run(), purpose(round.expected()), expected, round::keep);
    }

    @Override
    public void release(RoundView round) {
        GatewayClaim claim = round.kept(GatewayClaim.class);
        if (claim != null) {
            claim.release();
        }
    }

    static String purpose(Usage usage) {
        return usage.model() == null ? "model" : usage.model();
    }
}
