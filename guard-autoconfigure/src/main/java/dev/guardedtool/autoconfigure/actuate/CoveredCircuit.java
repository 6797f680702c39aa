package dev.guardedtool.autoconfigure.actuate;

import java.util.List;

/**
 * One dependency.
 *
 * @param circuit its name
 * @param state that of its breaker: {@code closed}, {@code open}, {@code half-open}, or what the application forced it to be
 * @param tools the tools that share the breaker, by name
 */
public record CoveredCircuit(String circuit, String state, List<String> tools) {

    public CoveredCircuit {
        tools = List.copyOf(tools);
    }
}
