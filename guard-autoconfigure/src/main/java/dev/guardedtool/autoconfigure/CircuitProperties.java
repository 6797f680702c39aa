package dev.guardedtool.autoconfigure;

import static dev.guardedtool.autoconfigure.Said.or;
import static dev.guardedtool.autoconfigure.Said.orNull;

import dev.guardedtool.policy.CircuitFailures;
import dev.guardedtool.policy.CircuitPolicy;
import dev.guardedtool.policy.CircuitPreset;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When calls of a dependency are refused because it fails.
 *
 * @param failureRate From which share of failures calls are refused, above 0 to 1.
 * @param slowRate From which share of slow calls they are refused, above 0 to 1.
 * @param slowAfter How long a call may take before it counts as slow.
 * @param windowCalls Over how many calls the shares are taken.
 * @param windowPeriod Over how much time the shares are taken instead, in whole seconds.
 * @param minimumCalls How many calls it takes before the shares mean anything.
 * @param openFor How long calls are refused before the dependency is tried again.
 * @param probes How many calls try it then.
 * @param probeTimeout How long one of those may take before another call takes its place.
 * @param preset Kinds of failures that count.
 * @param failOn What counts besides: kinds of failures, HTTP statuses, gRPC codes, SQLSTATEs, names of exception types.
 * @param ignore What does not count, in the same words.
 * @param failureWhen Expression over '#result' that tells whether a result that came back is a failure.
 */
public record CircuitProperties(
        @Nullable Double failureRate,
        @Nullable Double slowRate,
        @Nullable Duration slowAfter,
        @Nullable Integer windowCalls,
        @Nullable Duration windowPeriod,
        @Nullable Integer minimumCalls,
        @Nullable Duration openFor,
        @Nullable Integer probes,
        @Nullable Duration probeTimeout,
        @Nullable CircuitPreset preset,
        @Nullable Set<String> failOn,
        @Nullable Set<String> ignore,
        @Nullable String failureWhen) {

    CircuitPolicy over(CircuitPolicy base) {
        CircuitFailures failures = base.failures();
        return new CircuitPolicy(
                or(failureRate, base.failureRate()),
                or(slowRate, base.slowRate()),
                or(slowAfter, base.slowAfter()),
                or(windowCalls, base.windowCalls()),
                orNull(windowPeriod, base.windowPeriod()),
                or(minimumCalls, base.minimumCalls()),
                or(openFor, base.openFor()),
                or(probes, base.probes()),
                or(probeTimeout, base.probeTimeout()),
                new CircuitFailures(
                        or(preset, failures.preset()),
                        or(failOn, failures.failOn()),
                        or(ignore, failures.ignore()),
                        orNull(failureWhen, failures.when())));
    }

    /** Whether anything is said that only holds for a breaker that is made here. */
    boolean setsUpBreaker() {
        return Stream.of(failureRate, slowRate, slowAfter, windowCalls, windowPeriod, minimumCalls, openFor, probes)
                .anyMatch(Objects::nonNull);
    }
}
