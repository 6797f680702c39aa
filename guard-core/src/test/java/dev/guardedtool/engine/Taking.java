package dev.guardedtool.engine;

import dev.guardedtool.Effect;
import dev.guardedtool.FactScope;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.Principal;
import dev.guardedtool.ToolName;
import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetGateway;
import dev.guardedtool.budget.BudgetKey;
import dev.guardedtool.budget.GatewayAnswer;
import dev.guardedtool.budget.GatewayRequest;
import dev.guardedtool.budget.InMemoryBudgetStore;
import dev.guardedtool.budget.RunBudgetLook;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.custody.FactKey;
import dev.guardedtool.custody.InMemoryFactStore;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.InMemoryEffectLedger;
import dev.guardedtool.effect.LedgerFullException;
import dev.guardedtool.engine.OrderTests.Obstacle;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.BudgetLimit.Scope;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicyBuilder;
import dev.guardedtool.policy.ToolRate;
import dev.guardedtool.rate.InMemoryAttemptStore;
import dev.guardedtool.rate.InMemoryRateStore;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.signature.Fingerprints;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What takes something for a call of {@code act}. */
enum Taking {
    EFFECT(EnumSet.of(Obstacle.REPLAY, Obstacle.KNOWN), Taking::effect),
    CIRCUIT(EnumSet.of(Obstacle.CIRCUIT), Taking::circuit),
    ATTEMPT(EnumSet.of(Obstacle.ATTEMPTS), () -> ofRun("attempts", tool -> tool.maxAttempts(3))),
    SHARED_ATTEMPT(EnumSet.of(Obstacle.ATTEMPTS), Taking::sharedAttempt),
    RATE(EnumSet.of(Obstacle.RATE, Obstacle.RATES_AWAY), Taking::rate),
    CALL(EnumSet.of(Obstacle.CAP), () -> ofRun("rate", tool -> tool.maxCalls(3))),
    COST(EnumSet.noneOf(Obstacle.class), Taking::cost),
    RUN_BUDGET(EnumSet.noneOf(Obstacle.class), Taking::runBudget),
    SHARED_BUDGET(EnumSet.noneOf(Obstacle.class), Taking::sharedBudget),
    GATEWAY(EnumSet.of(Obstacle.GATEWAY), Taking::gateway),
    FACT(EnumSet.of(Obstacle.FACT, Obstacle.FACTS_AWAY), Taking::fact);

    final Set<Obstacle> excluded;
    final Supplier<Fixture> fixture;

    /**
     * A guard that takes something.
     *
     * @param excluded what cannot be true of one call at once: mostly that it itself refuses
     */
    Taking(Set<Obstacle> excluded, Supplier<Fixture> fixture) {
        this.excluded = excluded;
        this.fixture = fixture;
    }

    /**
     * One guard that takes something.
     *
     * @param said what is said of the tool
     * @param wire what the guard is put together from
     * @param policy what is said of all tools
     * @param taken how much is taken; asked once
     */
    record Fixture(
            UnaryOperator<ToolPolicyBuilder> said,
            Consumer<GuardBuilder> wire,
            UnaryOperator<GuardPolicy> policy,
            Function<GuardRun, Object> taken) {

        Fixture(UnaryOperator<ToolPolicyBuilder> said, Consumer<GuardBuilder> wire, Function<GuardRun, Object> taken) {
            this(said, wire, policy -> policy, taken);
        }

        GuardRun facing(Set<Obstacle> obstacles) {
            return OrderTests.facing(obstacles, wire, said, policy);
        }

        GuardRun facing(Mode mode, GuardCheck... objections) {
            Consumer<GuardBuilder> object = builder -> List.of(objections).forEach(builder::check);
            return OrderTests.facing(
                    EnumSet.noneOf(Obstacle.class),
                    wire.andThen(object),
                    said,
                    all -> policy.apply(all).withMode(mode));
        }
    }

    /** What is taken is in that section of a snapshot. */
    private static Fixture ofRun(String section, UnaryOperator<ToolPolicyBuilder> said) {
        return new Fixture(said, builder -> {}, run -> run.snapshot().sections().get(section));
    }

    private static Fixture effect() {
        InMemoryEffectLedger ledger = new InMemoryEffectLedger(10, new TestClock());
        return new Fixture(
                tool -> tool.effect(Effect.ONCE).key("#n"),
                builder -> builder.effects(ledger),
                run -> Stream.iterate(0, i -> i + 1)
                        .takeWhile(i -> hasRoom(ledger, "effect " + i))
                        .count());
    }

    private static boolean hasRoom(InMemoryEffectLedger ledger, String name) {
        Fingerprint print = new Fingerprints(new byte[32]).text("effect", name);
        EffectKey key = new EffectKey(EffectScope.TENANT, "", "", ToolName.of("other"), print);
        try {
            return ledger.reserve(key, print, name, "test").isEmpty();
        } catch (LedgerFullException e) {
            return false;
        }
    }

    private static Fixture circuit() {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
        CircuitBreaker breaker = registry.circuitBreaker("tried");
        breaker.transitionToOpenState();
        breaker.transitionToHalfOpenState();
        return new Fixture(
                tool -> tool.circuit("tried"),
                builder -> builder.circuits(
                        new Circuits(Map.of(), registry, ExpressionCompiler.plainPaths(), Clock.systemUTC())),
                run -> Stream.generate(breaker::tryAcquirePermission)
                        .takeWhile(permitted -> permitted)
                        .count());
    }

    private static Fixture cost() {
        return new Fixture(
                tool -> tool.cost(Money.of("3")),
                builder -> {},
                run -> run.report().subject("budget").getOrDefault("reserved", Money.ZERO));
    }

    private static Fixture runBudget() {
        return new Fixture(
                tool -> tool,
                builder -> {},
                policy -> limited(policy, Scope.RUN),
                run -> RunBudgetLook.reserved(run, "mine"));
    }

    private static Fixture sharedBudget() {
        InMemoryBudgetStore store = new InMemoryBudgetStore(10, new TestClock());
        return new Fixture(
                tool -> tool,
                builder -> builder.budgets(store),
                policy -> limited(policy, Scope.GLOBAL),
                run -> store.balance(new BudgetKey("mine", "", "")).reserved());
    }

    /** In addition to what stands in the way of a call. */
    private static GuardPolicy limited(GuardPolicy policy, Scope scope) {
        BudgetLimit limit =
                new BudgetLimit("mine", scope, BudgetLimit.Window.NONE, ZoneOffset.UTC, null, null, 3L, null, 0.8);
        List<BudgetLimit> limits = new ArrayList<>(policy.budget().shared().limits());
        limits.add(limit);
        return policy.withBudget(
                policy.budget().withShared(policy.budget().shared().withLimits(limits)));
    }

    private static Fixture gateway() {
        Billing billing = new Billing();
        return new Fixture(
                tool -> tool.cost(Money.of("3")),
                builder -> builder.budgetGateway(billing),
                run -> List.copyOf(billing.owed.values()));
    }

    /** Knows what is asked for or was spent, by request. */
    private static final class Billing implements BudgetGateway {

        private final Map<String, Amount> owed = new ConcurrentHashMap<>();

        @Override
        public GatewayAnswer reserve(GatewayRequest request) {
            owed.put(request.key(), request.expected());
            return new GatewayAnswer.Granted(request.key());
        }

        @Override
        public void settle(GatewayRequest request, GatewayAnswer.@Nullable Granted granted, Amount used) {
            owed.compute(request.key(), (key, before) -> used.isNone() ? null : used);
        }
    }

    private static Fixture fact() {
        InMemoryFactStore store = new InMemoryFactStore(10, new TestClock());
        GuardRun sameKey = Given.run(GuardPolicy.defaults());
        FactKey fact = new FactKey(
                FactScope.RUN,
                "",
                Principal.ANONYMOUS.name(),
                "run",
                "number",
                sameKey.fingerprints().text("fact", "1"));
        store.mint(List.of(fact), Duration.ofDays(1));
        return new Fixture(
                tool -> tool.requires(List.of(new FactRequirement("n", "number", "", true))),
                builder -> builder.facts(store),
                run -> store.find(List.of(fact)).isEmpty());
    }

    private static Fixture sharedAttempt() {
        InMemoryAttemptStore store = new InMemoryAttemptStore(10);
        return new Fixture(
                tool -> tool.maxAttempts(3),
                builder -> builder.attempts(store),
                run -> store.increment(run.runId(), ToolName.of("act"), 3));
    }

    private static Fixture rate() {
        InMemoryRateStore store = new InMemoryRateStore(10, new TestClock());
        return new Fixture(
                tool -> tool.rates(List.of(new ToolRate(3, Duration.ofDays(1), ""))),
                builder -> builder.rates(store),
                run -> store.uses(10));
    }
}
