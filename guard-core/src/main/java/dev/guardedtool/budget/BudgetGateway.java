package dev.guardedtool.budget;

import dev.guardedtool.budget.GatewayAnswer.Granted;
import org.jspecify.annotations.Nullable;

/**
 * A service elsewhere that says whether something may be spent, such as one that bills customers. Thread-safe. Asked for
 * what costs money only.
 */
public interface BudgetGateway {

    /**
     * Asks for the money. A request with the key of an earlier one has the same answer.
     *
     * @throws GatewayUnavailableException if no answer can be had
     */
    GatewayAnswer reserve(GatewayRequest request);

    /**
     * Says what was spent of what was asked for, once for each request, and nothing where nothing was. That it arrives is
     * the gateway's matter: it does not wait for the other side.
     *
     * @param granted what the request was answered with, or null where no answer is known or nobody asked; the other side
     *     learns of the request only now then
     */
    void settle(GatewayRequest request, @Nullable Granted granted, Amount used);
}
