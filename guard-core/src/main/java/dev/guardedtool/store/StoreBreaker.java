package dev.guardedtool.store;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Leaves a store alone for a moment that did not answer three times in a row, so that calls fail at once instead of
 * waiting. Then one call tries it, and the others follow if it answered. Thread-safe.
 */
public final class StoreBreaker {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int FAILURES = 3;

    private final CircuitBreaker breaker;

    /** A breaker for a store of that name. */
    public StoreBreaker(String name, Clock clock) {
        this.breaker = CircuitBreaker.of(
                name,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(FAILURES)
                        .minimumNumberOfCalls(FAILURES)
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitDurationInOpenState(PAUSE)
                        .clock(clock)
                        .build());
    }

    /** Whether the store may be asked now. Whoever was told so must say what came of it. */
    public boolean permits() {
        return breaker.tryAcquirePermission();
    }

    /** The store answered, if only with a complaint. */
    public void answered() {
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    /** The store did not answer. */
    public void failed(Throwable failure) {
        breaker.onError(0, TimeUnit.NANOSECONDS, failure);
    }

    /** Whoever asked did not wait for the answer. */
    public void givenUp() {
        breaker.releasePermission();
    }

    /** Whether the store answered when it was last asked. */
    public boolean answering() {
        return breaker.getState() == CircuitBreaker.State.CLOSED;
    }
}
