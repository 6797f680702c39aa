package dev.guardedtool.budget;

import dev.guardedtool.Decision;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import org.jspecify.annotations.Nullable;

/** Does the gateway grant what this call costs? It is not asked for calls that cost nothing. */
record GatewayCheck(Gateway gateway) implements GuardCheck {

    @Override
    public int order() {
        return Phase.LIMITS.at(30);
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public boolean concerns(CallView call) {
        return !call.spec().cost().isZero();
    }

    @Override
    public @Nullable Decision check(CallView call) {
        return gateway.ask(call.run(), call.tool().value(), CallCharge.expected(call), call::hold);
    }
}
