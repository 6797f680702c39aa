package dev.guardedtool.fault;

import dev.guardedtool.check.Claim;
import dev.guardedtool.fault.FailureRules.Verdict;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.Metrics;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The permission that one call was given. It is used up once: by the outcome, or by giving it back. A call that nobody
 * waits for any more gives its permission back as well, but what it says when it comes back late still counts.
 */
final class CircuitClaim implements Claim {

    private static final AtomicReferenceFieldUpdater<CircuitClaim, Phase> PHASE =
            AtomicReferenceFieldUpdater.newUpdater(CircuitClaim.class, Phase.class, "phase");

    private final Circuit circuit;
    private final Metrics given;
    private final long start;
    private boolean probe;

    @SuppressWarnings("UnusedVariable") // read through PHASE
    private volatile Phase phase = Phase.HELD;

    private enum Phase {
        HELD,

        /** The permission was given back, the outcome is still to come. */
        LAPSED,
        ENDED
    }

    /**
     * A permission.
     *
     * @param given the figures of the breaker's state that gave it; each state has its own
     * @param start the breaker's time
     */
    CircuitClaim(Circuit circuit, Metrics given, long start) {
        this.circuit = circuit;
        this.given = given;
        this.start = start;
    }

    Circuit circuit() {
        return circuit;
    }

    Metrics given() {
        return given;
    }

    long start() {
        return start;
    }

    /** Whether the breaker is half open and this call tries it. */
    boolean probe() {
        return probe;
    }

    /** The call tries the breaker; told before anybody else knows the claim. */
    void probes() {
        this.probe = true;
    }

    @Override
    public void release() {
        if (PHASE.getAndSet(this, Phase.ENDED) == Phase.HELD) {
            circuit.takeBack(this);
        }
    }

    @Override
    public void abandon() {
        if (PHASE.compareAndSet(this, Phase.HELD, Phase.LAPSED)) {
            circuit.takeBack(this);
        }
    }

    /**
     * The call came back and said that about the dependency.
     *
     * @param failure what failed; null unless that is the verdict
     */
    void settle(Verdict verdict, @Nullable Throwable failure) {
        Phase before = PHASE.getAndSet(this, Phase.ENDED);
        if (before == Phase.ENDED) {
            return;
        }
        if (verdict != Verdict.NEITHER) {
            circuit.record(this, failure);
        } else if (before == Phase.HELD) {
            circuit.takeBack(this);
        }
    }
}
