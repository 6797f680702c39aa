package dev.guardedtool.budget;

import dev.guardedtool.RunContext;
import java.util.Objects;

/**
 * What a gateway is asked for.
 *
 * @param key names this request among all there ever are, so that asking again changes nothing
 * @param context the run, its id included
 * @param purpose what for: the name of a tool, of a model or of another service
 * @param expected what it is expected to cost
 */
public record GatewayRequest(String key, RunContext context, String purpose, Amount expected) {

    public GatewayRequest {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(purpose, "purpose");
        Objects.requireNonNull(expected, "expected");
    }
}
