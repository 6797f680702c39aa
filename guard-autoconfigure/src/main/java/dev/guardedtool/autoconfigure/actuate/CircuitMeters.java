package dev.guardedtool.autoconfigure.actuate;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/** The library's meters of breakers in a registry of the guard's own. Those of a registry bean are the application's. */
public final class CircuitMeters implements MeterBinder {

    private final @Nullable CircuitBreakerRegistry registry;

    /** Meters of that registry; null where they are bound by somebody else. */
    CircuitMeters(@Nullable CircuitBreakerRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        if (registry != null) {
            TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
        }
    }
}
