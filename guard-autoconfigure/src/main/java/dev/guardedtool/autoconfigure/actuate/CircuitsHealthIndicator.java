package dev.guardedtool.autoconfigure.actuate;

import dev.guardedtool.fault.CircuitStatus;
import dev.guardedtool.fault.Circuits;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Which dependencies are refused. A dependency that fails does not make the application itself ill: the status
 * {@code CIRCUIT_OPEN} is none that overrules others.
 */
public final class CircuitsHealthIndicator implements HealthIndicator {

    private static final String OPEN = "CIRCUIT_OPEN";

    private final Circuits circuits;

    CircuitsHealthIndicator(Circuits circuits) {
        this.circuits = circuits;
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        for (CircuitStatus status : circuits.statuses()) {
            if (status.open()) {
                health.status(OPEN);
            }
            health.withDetail(status.name(), status.state());
        }
        return health.build();
    }
}
