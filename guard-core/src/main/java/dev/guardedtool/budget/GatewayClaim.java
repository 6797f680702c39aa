package dev.guardedtool.budget;

import dev.guardedtool.budget.GatewayAnswer.Granted;
import dev.guardedtool.check.Claim;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What a gateway was asked for. Settled once. */
final class GatewayClaim implements Claim {

    private final BudgetGateway gateway;
    private final GatewayRequest request;
    private final @Nullable Granted granted;
    private final AtomicBoolean settled = new AtomicBoolean();

    GatewayClaim(BudgetGateway gateway, GatewayRequest request, @Nullable Granted granted) {
        this.gateway = gateway;
        this.request = request;
        this.granted = granted;
    }

    void settle(Amount used) {
        if (!settled.getAndSet(true)) {
            gateway.settle(request, granted, used);
        }
    }

    @Override
    public void release() {
        settle(Amount.NONE);
    }

    @Override
    public void abandon() {
        settle(request.expected());
    }
}
