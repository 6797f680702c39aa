package dev.guardedtool.fault;

import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.expression.ExpressionException;
import dev.guardedtool.policy.CircuitPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The breakers of all dependencies, by name; tools that name the same dependency share one. They are kept in a registry,
 * which may be the application's: a breaker that it has already is used as it is. Thread-safe.
 */
public final class Circuits {

    private static final float PERCENT = 100;

    private final Map<String, CircuitPolicy> policies;
    private final Map<String, FailureRules> rules;
    private final CircuitBreakerRegistry registry;
    private final Clock clock;
    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();

    /**
     * Breakers in that registry.
     *
     * @param policies what holds for each; one that is not named there has the registry's default settings
     * @param clock tells the time to breakers that are made here; others have their own
     * @throws InvalidPolicyException if an expression does not compile
     */
    public Circuits(
            Map<String, CircuitPolicy> policies,
            CircuitBreakerRegistry registry,
            ExpressionCompiler expressions,
            Clock clock) {
        this.policies = Map.copyOf(policies);
        this.registry = registry;
        this.clock = clock;
        this.rules = policies.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, each -> rules(each.getKey(), each.getValue(), expressions)));
        this.policies.keySet().forEach(this::of);
        registry.getEventPublisher()
                .onEntryRemoved(event -> circuits.remove(event.getRemovedEntry().getName()))
                .onEntryReplaced(event -> circuits.remove(event.getNewEntry().getName()));
    }

    private static FailureRules rules(String name, CircuitPolicy policy, ExpressionCompiler expressions) {
        String when = policy.failures().when();
        try {
            return new FailureRules(
                    policy.failures(), when == null || when.isBlank() ? null : expressions.compile(when));
        } catch (ExpressionException e) {
            throw new InvalidPolicyException(
                    "circuits." + name + ".failure-when", "does not compile: " + e.getMessage());
        }
    }

    /** Breakers in a registry of their own. */
    public static Circuits of(Map<String, CircuitPolicy> policies, ExpressionCompiler expressions, Clock clock) {
        CircuitBreakerRegistry own = CircuitBreakerRegistry.of(config(CircuitPolicy.defaults(), clock));
        return new Circuits(policies, own, expressions, clock);
    }

    Circuit of(String name) {
        Circuit known = circuits.get(name);
        return known != null ? known : circuits.computeIfAbsent(name, this::open);
    }

    private Circuit open(String name) {
        CircuitPolicy policy = policies.get(name);
        FailureRules said = rules.get(name);
        if (policy == null || said == null) {
            CircuitPolicy defaults = CircuitPolicy.defaults();
            return new Circuit(
                    registry.circuitBreaker(name),
                    new FailureRules(defaults.failures(), null),
                    defaults.probeTimeout());
        }
        return new Circuit(registry.circuitBreaker(name, () -> config(policy, clock)), said, policy.probeTimeout());
    }

    private static CircuitBreakerConfig config(CircuitPolicy policy, Clock clock) {
        Duration period = policy.windowPeriod();
        return CircuitBreakerConfig.custom()
                .clock(clock)
                .currentTimestampFunction(Clock::millis, TimeUnit.MILLISECONDS)
                .failureRateThreshold((float) policy.failureRate() * PERCENT)
                .slowCallRateThreshold((float) policy.slowRate() * PERCENT)
                .slowCallDurationThreshold(policy.slowAfter())
                .slidingWindow(
                        period == null ? policy.windowCalls() : (int) period.toSeconds(),
                        policy.minimumCalls(),
                        period == null ? SlidingWindowType.COUNT_BASED : SlidingWindowType.TIME_BASED)
                .waitDurationInOpenState(openFor(policy.openFor()))
                .permittedNumberOfCallsInHalfOpenState(policy.probes())
                .build();
    }

    /** The library lets the first call through once the wait is over by a millisecond. */
    private static Duration openFor(Duration said) {
        return said.toMillis() <= 1 ? Duration.ofMillis(1) : said.minusMillis(1);
    }

    /** How each that was named so far stands now, by name. */
    public List<CircuitStatus> statuses() {
        return circuits.entrySet().stream()
                .map(each -> CircuitStatus.of(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(CircuitStatus::name))
                .toList();
    }

    /** How that one stands now. */
    public CircuitStatus status(String name) {
        return CircuitStatus.of(name, of(name));
    }

    /** What they are kept in. */
    public CircuitBreakerRegistry registry() {
        return registry;
    }
}
