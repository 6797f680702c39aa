package dev.guardedtool.fault;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one dependency's breaker stands.
 *
 * @param name the dependency
 * @param state {@code closed}, {@code open}, {@code half-open}, or what the application forced it to be
 * @param failureRate the share of failures in the window; null while there are too few calls
 * @param slowRate the share of slow calls in the window; null while there are too few calls
 * @param calls how many calls are in the window
 * @param refused how many calls were refused since it last closed or opened
 * @param retryAfter how long calls are still refused; null if they are not or nobody can say
 */
public record CircuitStatus(
        String name,
        String state,
        @Nullable Double failureRate,
        @Nullable Double slowRate,
        int calls,
        long refused,
        @Nullable Duration retryAfter) {

    private static final double PERCENT = 100;

    static CircuitStatus of(String name, Circuit circuit) {
        CircuitBreaker breaker = circuit.breaker();
        CircuitBreaker.Metrics figures = breaker.getMetrics();
        return new CircuitStatus(
                name,
                state(breaker),
                share(figures.getFailureRate()),
                share(figures.getSlowCallRate()),
                figures.getNumberOfBufferedCalls(),
                figures.getNumberOfNotPermittedCalls(),
                circuit.retryAfter());
    }

    static String state(CircuitBreaker breaker) {
        return breaker.getState().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable Double share(float percent) {
        return percent < 0 ? null : percent / PERCENT;
    }

    /** Whether calls are refused. */
    public boolean open() {
        return state.equals("open") || state.equals("forced-open");
    }
}
