package dev.guardedtool.fault;

import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.Phase;
import org.jspecify.annotations.Nullable;

/** Does the dependency behind the tool work? The permission is taken at once and given back when a later check refuses. */
record CircuitCheck(Circuits circuits) implements GuardCheck {

    @Override
    public int order() {
        return Phase.LIMITS.at(70);
    }

    /** Breakers are shared by all runs, and what listens to them is the application's. */
    @Override
    public boolean local() {
        return false;
    }

    @Override
    public boolean concerns(CallView call) {
        return call.spec().circuit() != null;
    }

    @Override
    public @Nullable Decision check(CallView call) {
        String name = call.spec().circuit();
        if (name == null) {
            return null;
        }
        Circuit circuit = circuits.of(name);
        CircuitClaim claim = circuit.acquire();
        if (claim == null) {
            return Decision.block(Explanation.of(GuardReason.CIRCUIT_OPEN)
                    .detail(name)
                    .figure("state", CircuitStatus.state(circuit.breaker()))
                    .retryable(circuit.retryAfter()));
        }
        call.hold(claim);
        return null;
    }
}
