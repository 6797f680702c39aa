package dev.guardedtool.autoconfigure.gateway;

import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetGateway;
import dev.guardedtool.budget.GatewayAnswer;
import dev.guardedtool.budget.GatewayAnswer.Granted;
import dev.guardedtool.budget.GatewayRequest;
import dev.guardedtool.budget.GatewayUnavailableException;
import org.jspecify.annotations.Nullable;

/** Asks over HTTP and waits for the answer; tells in the background what was spent. */
final class HttpBudgetGateway implements BudgetGateway {

    private final Exchange exchange;
    private final SettlementQueue settlements;
    private final int mostPending;

    HttpBudgetGateway(Exchange exchange, SettlementQueue settlements, int mostPending) {
        this.exchange = exchange;
        this.settlements = settlements;
        this.mostPending = mostPending;
    }

    @Override
    public GatewayAnswer reserve(GatewayRequest request) {
        if (settlements.pending() >= mostPending) {
            throw new GatewayUnavailableException(
                    "the gateway does not yet know of " + mostPending + " earlier calls", true, null);
        }
        return Wire.answer(
                exchange.post("reserve", request.key(), Wire.reserve(request).toString()));
    }

    @Override
    public void settle(GatewayRequest request, @Nullable Granted granted, Amount used) {
        settlements.add(new Settlement(
                request.key(),
                granted == null ? null : granted.reservation(),
                Wire.reserve(request).toString(),
                used));
    }
}
