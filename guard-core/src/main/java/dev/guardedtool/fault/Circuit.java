package dev.guardedtool.fault;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.Metrics;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The breaker of one dependency, with what the library does not keep: which calls are trying it while it is half open,
 * and until when it is open. What was permitted in one state of the breaker neither counts nor is given back in another.
 * Nobody listens to the breaker for that: one listener makes it build an event of every call.
 */
final class Circuit {

    private final CircuitBreaker breaker;
    private final FailureRules rules;
    private final long probeTimeout;
    private final Clock clock;
    private final Set<CircuitClaim> probes = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Opening opening;

    /**
     * When the breaker last opened.
     *
     * @param figures those of the state that it opened from, which no other opening has
     * @param tries how often it opened since it was last closed
     */
    private record Opening(Metrics figures, Instant until, int tries) {}

    Circuit(CircuitBreaker breaker, FailureRules rules, Duration probeTimeout) {
        this.breaker = breaker;
        this.rules = rules;
        this.probeTimeout = breaker.getTimestampUnit().convert(probeTimeout);
        this.clock = breaker.getCircuitBreakerConfig().getClock();
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    FailureRules rules() {
        return rules;
    }

    /** The permission to call the dependency, or null if it is refused. */
    @Nullable
    CircuitClaim acquire() {
        if (!breaker.tryAcquirePermission() && !(lapse() && breaker.tryAcquirePermission())) {
            return null;
        }
        // Read after the permission: a state that ended in between no longer knows of it, so none is lost.
        CircuitClaim claim = new CircuitClaim(this, breaker.getMetrics(), breaker.getCurrentTimestamp());
        if (breaker.getState() == State.HALF_OPEN) {
            claim.probes();
            probes.add(claim);
        }
        return claim;
    }

    /** Gives up the tries that take too long; whether there were any. */
    private boolean lapse() {
        if (probes.isEmpty()) {
            return false;
        }
        long now = breaker.getCurrentTimestamp();
        boolean any = false;
        for (CircuitClaim probe : probes) {
            if (now - probe.start() >= probeTimeout) {
                probe.abandon();
                any = true;
            }
        }
        return any;
    }

    void takeBack(CircuitClaim claim) {
        probes.remove(claim);
        if (breaker.getMetrics() == claim.given()) {
            breaker.releasePermission();
        }
    }

    /** What became of a call; no failure means that it succeeded. */
    void record(CircuitClaim claim, @Nullable Throwable failure) {
        if (claim.probe()) {
            probes.remove(claim);
        }
        if (breaker.getMetrics() != claim.given()) {
            return;
        }
        long elapsed = Math.max(0, breaker.getCurrentTimestamp() - claim.start());
        if (failure == null) {
            breaker.onSuccess(elapsed, breaker.getTimestampUnit());
        } else {
            breaker.onError(elapsed, breaker.getTimestampUnit(), failure);
        }
        State state = breaker.getState();
        if (state == State.OPEN) {
            opening();
        } else if (state == State.CLOSED && opening != null) {
            opening = null;
        }
    }

    /**
     * How long it is still refused; null if nobody can say. If something else opened the breaker, it is counted from when
     * that was first noticed.
     */
    @Nullable
    Duration retryAfter() {
        if (breaker.getState() != State.OPEN) {
            return null;
        }
        Duration left = Duration.between(clock.instant(), opening().until());
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Opening opening() {
        Opening known = opening;
        return known != null && known.figures() == breaker.getMetrics() ? known : noticed();
    }

    private synchronized Opening noticed() {
        Opening known = opening;
        Metrics figures = breaker.getMetrics();
        if (known != null && known.figures() == figures) {
            return known;
        }
        int tries = known == null ? 1 : known.tries() + 1;
        long millis = breaker.getCircuitBreakerConfig()
                .getWaitIntervalFunctionInOpenState()
                .apply(tries);
        Opening noticed = new Opening(figures, clock.instant().plusMillis(millis + 1), tries);
        opening = noticed;
        return noticed;
    }
}
