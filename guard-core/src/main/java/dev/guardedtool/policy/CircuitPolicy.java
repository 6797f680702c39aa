package dev.guardedtool.policy;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When calls of a dependency are refused because it fails. Rates are shares of the calls in the window that say something
 * about the dependency.
 *
 * @param failureRate from which share of failures it is refused, above 0 to 1
 * @param slowRate from which share of slow calls it is refused, above 0 to 1
 * @param slowAfter longer than that is slow
 * @param windowCalls over how many calls the rates are taken
 * @param windowPeriod over how much time they are taken instead, in whole seconds; null to count calls
 * @param minimumCalls how many calls it takes before the rates mean anything
 * @param openFor how long it is refused before it is tried again
 * @param probes how many calls try it then
 * @param probeTimeout how long one of those may take before another call takes its place
 * @param failures what counts as a failure
 */
public record CircuitPolicy(
        double failureRate,
        double slowRate,
        Duration slowAfter,
        int windowCalls,
        @Nullable Duration windowPeriod,
        int minimumCalls,
        Duration openFor,
        int probes,
        Duration probeTimeout,
        CircuitFailures failures) {

    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final int MAX_CALLS = 1_000_000;

    public CircuitPolicy {
        rate("failure-rate", failureRate);
        rate("slow-rate", slowRate);
        Limits.period("slow-after", slowAfter);
        Limits.within("window-calls", windowCalls, 1, MAX_CALLS);
        if (windowPeriod != null
                && (windowPeriod.getNano() != 0
                        || windowPeriod.getSeconds() < 1
                        || windowPeriod.compareTo(LONGEST_WINDOW) > 0)) {
            throw new InvalidPolicyException(
                    "window-period", "must be whole seconds between 1s and 1d, was " + windowPeriod);
        }
        Limits.within("minimum-calls", minimumCalls, 1, windowPeriod == null ? windowCalls : MAX_CALLS);
        Limits.period("open-for", openFor);
        Limits.within("probes", probes, 1, MAX_CALLS);
        Limits.period("probe-timeout", probeTimeout);
        Objects.requireNonNull(failures, "failures");
    }

    /** Half of at least five calls out of the last twenty. */
    public static CircuitPolicy defaults() {
        return new CircuitPolicy(
                0.5,
                1,
                Duration.ofSeconds(60),
                20,
                null,
                5,
                Duration.ofSeconds(60),
                3,
                Duration.ofMinutes(5),
                CircuitFailures.defaults());
    }

    private static void rate(String property, double value) {
        Limits.share(property, value);
        if (value == 0) {
            throw new InvalidPolicyException(property, "must be above 0; leave it out to have it at its default");
        }
    }

    /** The same with those failures. */
    public CircuitPolicy withFailures(CircuitFailures value) {
        return new CircuitPolicy(
                failureRate,
                slowRate,
                slowAfter,
                windowCalls,
                windowPeriod,
                minimumCalls,
                openFor,
                probes,
                probeTimeout,
                value);
    }
}
