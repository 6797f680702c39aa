package dev.guardedtool.autoconfigure;

import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.policy.CircuitPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the breakers, in the registry of the application if it has one.
 *
 * @param said what the properties say about each
 */
record CircuitAssembly(Map<String, CircuitProperties> said) {

    Circuits circuits(
            Map<String, CircuitPolicy> policies,
            @Nullable CircuitBreakerRegistry registry,
            ExpressionCompiler expressions,
            Clock clock) {
        if (registry == null) {
            return Circuits.of(policies, expressions, clock);
        }
        said.forEach((name, circuit) -> {
            if (circuit.setsUpBreaker() && registry.find(name).isPresent()) {
                throw new InvalidPolicyException(
                        "circuits." + name,
                        "sets up a breaker that the CircuitBreakerRegistry bean has already; leave only preset, fail-on,"
                                + " ignore, failure-when and probe-timeout here, or take it out of there");
            }
        });
        return new Circuits(policies, registry, expressions, clock);
    }
}
