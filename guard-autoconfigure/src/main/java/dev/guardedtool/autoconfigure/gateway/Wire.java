package dev.guardedtool.autoconfigure.gateway;

import dev.guardedtool.Money;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.GatewayAnswer;
import dev.guardedtool.budget.GatewayAnswer.Exhausted;
import dev.guardedtool.budget.GatewayAnswer.Granted;
import dev.guardedtool.budget.GatewayAnswer.PaymentRequired;
import dev.guardedtool.budget.GatewayRequest;
import dev.guardedtool.budget.GatewayUnavailableException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What is said to a gateway and what it says, in JSON. Whatever an answer holds besides is left alone. */
final class Wire {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int LONGEST_NAME = 500;

    private Wire() {}

    static ObjectNode reserve(GatewayRequest request) {
        RunContext context = request.context();
        Principal principal = context.principal();
        ObjectNode body = JSON.createObjectNode();
        body.put("run_id", context.runId());
        body.put("user_id", principal.name());
        put(body, "tenant_id", principal.tenant());
        put(body, "session_id", context.session());
        put(body, "agent_id", context.agent());
        body.put("purpose", request.purpose());
        body.put("cost", request.expected().money().toString());
        body.put("tokens", request.expected().tokens());
        return body;
    }

    static ObjectNode settle(String reservation, Amount used) {
        ObjectNode body = JSON.createObjectNode();
        body.put("reserve_id", reservation);
        body.put("cost", used.money().toString());
        body.put("tokens", used.tokens());
        return body;
    }

    private static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    static GatewayAnswer answer(Reply reply) {
        JsonNode body = body(reply);
        if (reply.granted()) {
            String reservation = text(body, "reserve_id");
            if (reservation == null) {
                throw new GatewayUnavailableException("the reservation has no name", false, null);
            }
            return new Granted(reservation);
        }
        return reply.status() == Reply.CONFLICT ? new Exhausted() : payment(body);
    }

    private static PaymentRequired payment(JsonNode body) {
        Money balance = money(body, "balance");
        Money required = money(body, "required");
        Money shortfall = money(body, "shortfall");
        if (shortfall == null && balance != null && required != null) {
            shortfall = required.minus(balance);
        }
        return new PaymentRequired(balance, required, shortfall, link(body));
    }

    /** An answer that is no JSON has nothing in it. */
    private static JsonNode body(Reply reply) {
        try {
            return reply.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(reply.body());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable String text(JsonNode body, String name) {
        JsonNode value = body.path(name);
        String text = value.isString() || value.isIntegralNumber() ? value.asString() : "";
        return text.isBlank() || text.length() > LONGEST_NAME ? null : text;
    }

    private static @Nullable Money money(JsonNode body, String name) {
        String text = body.path(name).isNumber() ? body.path(name).asString() : text(body, name);
        try {
            return text == null || text.length() > 40 ? null : Money.of(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Only what a browser can open safely. */
    private static @Nullable String link(JsonNode body) {
        String text = text(body, "top_up_url");
        try {
            URI uri = text == null ? null : URI.create(text);
            return uri != null
                            && uri.getScheme() != null
                            && uri.getHost() != null
                            && Set.of("http", "https").contains(uri.getScheme().toLowerCase(Locale.ROOT))
                    ? text
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
