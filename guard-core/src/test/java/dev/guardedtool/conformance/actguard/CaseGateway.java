package dev.guardedtool.conformance.actguard;

import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetGateway;
import dev.guardedtool.budget.GatewayAnswer;
import dev.guardedtool.budget.GatewayAnswer.Exhausted;
import dev.guardedtool.budget.GatewayAnswer.Granted;
import dev.guardedtool.budget.GatewayAnswer.PaymentRequired;
import dev.guardedtool.budget.GatewayRequest;
import dev.guardedtool.budget.GatewayUnavailableException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A case's gateway as its client over HTTP reports it, after two attempts. */
record CaseGateway(JsonNode script) implements BudgetGateway {

    private static final Set<Integer> REJECTED = Set.of(400, 401, 403, 422);

    @Override
    public GatewayAnswer reserve(GatewayRequest request) {
        JsonNode first = script.get(0);
        JsonNode second = script.size() > 1 ? script.get(1) : first;
        JsonNode answer = passing(first) ? second : first;
        int status = answer.path("status").intValue(0);
        String reservation = answer.path("body").path("reserve_id").stringValue("");
        if (status == 200 && !reservation.isEmpty()) {
            return new Granted(reservation);
        }
        return switch (status) {
            case 402 -> new PaymentRequired(null, null, null, null);
            case 409 -> new Exhausted();
            default -> throw new GatewayUnavailableException("status " + status, REJECTED.contains(status), null);
        };
    }

    private static boolean passing(JsonNode answer) {
        return answer.path("status").intValue(500) >= 500;
    }

    @Override
    public void settle(GatewayRequest request, @Nullable Granted granted, Amount used) {}
}
