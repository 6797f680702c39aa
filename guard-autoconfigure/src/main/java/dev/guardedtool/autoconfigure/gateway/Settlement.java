package dev.guardedtool.autoconfigure.gateway;

import dev.guardedtool.budget.Amount;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the gateway still has to be told.
 *
 * @param key the key of the request that it ends
 * @param reservation the gateway's name for it, or null where that is not known
 * @param request what was asked for, by which it is asked again where the name is not known
 * @param used what was spent
 */
record Settlement(String key, @Nullable String reservation, String request, Amount used) {

    ObjectNode write() {
        ObjectNode written = Wire.JSON.createObjectNode();
        written.put("key", key);
        if (reservation != null) {
            written.put("reservation", reservation);
        }
        written.put("request", request);
        written.put("micros", used.micros());
        written.put("tokens", used.tokens());
        return written;
    }

    static Settlement read(JsonNode written) {
        return new Settlement(
                written.get("key").stringValue(),
                written.has("reservation") ? written.get("reservation").stringValue() : null,
                written.get("request").stringValue(),
                new Amount(
                        written.get("micros").longValue(), written.get("tokens").longValue(), 0, 0));
    }
}
