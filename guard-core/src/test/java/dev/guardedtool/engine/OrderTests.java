package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Availability;
import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.budget.Amount;
import dev.guardedtool.budget.BudgetGateway;
import dev.guardedtool.budget.GatewayAnswer;
import dev.guardedtool.budget.GatewayRequest;
import dev.guardedtool.check.Phase;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.fault.Circuits;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.ArgumentRule;
import dev.guardedtool.policy.BudgetLimit;
import dev.guardedtool.policy.BudgetPolicy;
import dev.guardedtool.policy.EffectPolicy;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.FaultPolicy;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy;
import dev.guardedtool.policy.PriceList;
import dev.guardedtool.policy.SharedBudgets;
import dev.guardedtool.policy.SourceRule;
import dev.guardedtool.policy.ToolPolicyBuilder;
import dev.guardedtool.policy.ToolRate;
import dev.guardedtool.rate.InMemoryRateStore;
import dev.guardedtool.rate.RateKey;
import dev.guardedtool.rate.RateRequest;
import dev.guardedtool.rate.RateStore;
import dev.guardedtool.testing.Given;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of two objections to one call, the one that comes first in the order of the chain is given. Every obstacle is set up so
 * that it objects to the same call of {@code act}; some need a history, which a lenient guard with the same key makes.
 */
class OrderTests {

    private static final String ARGUMENTS = "{\"q\":\"refund policy for late parcels\",\"n\":1}";
    static final ToolCall ACT = ToolCall.of("act", ARGUMENTS);

    /** What objects, in the order in which it is asked. */
    enum Obstacle {
        RUN("run_missing"),
        NESTED("run_nested"),
        UNKNOWN("tool_unknown"),
        UNADVERTISED("tool_unadvertised"),
        DENIED("policy_deny"),
        PERSON("policy_human_approval_required"),
        MISSING("policy_missing_args"),
        RULE("argument_rule"),
        FACT("missing_fact"),
        FACTS_AWAY("fact_store_unavailable"),
        STEP("missing_step"),
        SOURCE("argument_source"),
        REPLAY("idempotent_replay"),
        KNOWN("identical_toolcall_loop_cache"),
        BUDGET("cost_budget_exceeded"),
        SHARED_BUDGET("call_budget_exceeded"),
        GATEWAY("payment_required"),
        QUARANTINE("tool_quarantined"),
        CIRCUIT("circuit_open"),
        EFFECT_LIMIT("side_effect_limit_exceeded"),
        ATTEMPTS("max_attempts"),
        RATE("rate_limited"),
        RATES_AWAY("limit_store_unavailable"),
        FAILURE("same_failure"),
        JITTER("arg_jitter_loop"),
        CAP("max_calls_per_tool"),
        SEQUENCE("sequence_loop"),
        RISK("mine_risk"),
        HOLD("mine_hold");

        final String code;

        Obstacle(String code) {
            this.code = code;
        }
    }

    /** What cannot be true of one call at once. */
    private static final List<Set<Obstacle>> EXCLUSIVE = List.of(
            EnumSet.of(Obstacle.RUN, Obstacle.NESTED),
            EnumSet.of(Obstacle.UNKNOWN, Obstacle.UNADVERTISED),
            EnumSet.of(Obstacle.DENIED, Obstacle.PERSON),
            EnumSet.of(Obstacle.FACT, Obstacle.FACTS_AWAY),
            EnumSet.of(Obstacle.RATE, Obstacle.RATES_AWAY),
            EnumSet.of(Obstacle.REPLAY, Obstacle.KNOWN),
            EnumSet.of(Obstacle.KNOWN, Obstacle.FAILURE));

    @ParameterizedTest
    @EnumSource(Obstacle.class)
    void eachObjectsByItself(Obstacle obstacle) {
        assertThat(decide(EnumSet.of(obstacle)).reason().code()).isEqualTo(obstacle.code);
    }

    @ParameterizedTest(name = "{0} before {1}")
    @MethodSource("pairs")
    void theFirstOfTwoIsGiven(Obstacle first, Obstacle second) {
        assertThat(decide(EnumSet.of(first, second)).reason().code()).isEqualTo(first.code);
    }

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        Obstacle[] all = Obstacle.values();
        for (int i = 0; i < all.length; i++) {
            for (int j = i + 1; j < all.length; j++) {
                Set<Obstacle> pair = EnumSet.of(all[i], all[j]);
                if (!EXCLUSIVE.contains(pair)) {
                    pairs.add(Arguments.of(all[i], all[j]));
                }
            }
        }
        return pairs.stream();
    }

    private static Decision decide(Set<Obstacle> obstacles) {
        return facing(obstacles, builder -> {}, tool -> tool).check(asked(obstacles));
    }

    static ToolCall asked(Set<Obstacle> obstacles) {
        return ACT.withAvailability(availability(obstacles));
    }

    /** The run "run", in which those stand in the way of {@link #ACT}, of which more is said; they have the last word. */
    static GuardRun facing(
            Set<Obstacle> obstacles, Consumer<GuardBuilder> more, UnaryOperator<ToolPolicyBuilder> said) {
        return facing(obstacles, more, said, policy -> policy);
    }

    static GuardRun facing(
            Set<Obstacle> obstacles,
            Consumer<GuardBuilder> more,
            UnaryOperator<ToolPolicyBuilder> said,
            UnaryOperator<GuardPolicy> further) {
        GuardRun lenient = Given.guard(lenient(obstacles))
                .build()
                .open(RunContext.anonymous().withRunId("run"));
        history(lenient, obstacles);
        GuardBuilder strict = Given.guard(Given.tool(
                further.apply(strict(obstacles)),
                "act",
                tool -> refused(said.apply(declared(tool, obstacles)), obstacles)));
        more.accept(strict);
        if (obstacles.contains(Obstacle.RATE)) {
            strict.rates(calledOnce());
        }
        if (obstacles.contains(Obstacle.RATES_AWAY)) {
            strict.rates(Away.RATES);
        }
        if (obstacles.contains(Obstacle.FACTS_AWAY)) {
            strict.facts(Away.FACTS);
        }
        if (obstacles.contains(Obstacle.GATEWAY)) {
            strict.budgetGateway(new Unpaid());
        }
        if (obstacles.contains(Obstacle.RISK)) {
            strict.check(Checks.local(Phase.RISK.at(0), call -> Checks.block("mine_risk")));
        }
        if (obstacles.contains(Obstacle.HOLD)) {
            strict.check(Checks.local(Phase.PEOPLE.at(0), call -> Checks.hold("mine_hold")));
        }
        if (obstacles.contains(Obstacle.CIRCUIT)) {
            strict.circuits(brokenCircuit());
        }
        GuardRun run =
                strict.build().begin(RunContext.anonymous().withRunId("run"), lenient.snapshot(), refusal(obstacles));
        observations(run, obstacles);
        return run;
    }

    /** Why the run as a whole is refused; {@link StrayCallTests} and {@link NestedRunTests} say when it is. */
    private static @Nullable GuardReason refusal(Set<Obstacle> obstacles) {
        return obstacles.contains(Obstacle.RUN)
                ? GuardReason.RUN_MISSING
                : obstacles.contains(Obstacle.NESTED) ? GuardReason.RUN_NESTED : null;
    }

    private static RateStore calledOnce() {
        RateStore store = new InMemoryRateStore(10, Clock.systemUTC());
        RateKey key = new RateKey(ToolName.of("act"), "global", Duration.ofDays(1), "");
        store.acquire(List.of(new RateRequest(key, 1)));
        return store;
    }

    private static Circuits brokenCircuit() {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
        registry.circuitBreaker("broken").transitionToOpenState();
        return new Circuits(Map.of(), registry, ExpressionCompiler.plainPaths(), Clock.systemUTC());
    }

    private static Availability availability(Set<Obstacle> obstacles) {
        return obstacles.contains(Obstacle.UNKNOWN)
                ? Availability.UNKNOWN
                : obstacles.contains(Obstacle.UNADVERTISED) ? Availability.UNADVERTISED : Availability.ATTACHED;
    }

    /** Questions and rounds, which only calls that were decided leave behind. */
    private static void history(GuardRun run, Set<Obstacle> obstacles) {
        if (obstacles.contains(Obstacle.JITTER)) {
            for (String q : List.of("late parcels: policy for refund", "for late parcels refund policy please")) {
                ToolCall similar = ToolCall.of("act", "{\"q\":\"" + q + "\",\"n\":1}");
                run.record(run.check(similar).handle(), ToolResult.ok(""));
            }
        }
        if (obstacles.contains(Obstacle.SEQUENCE)) {
            for (int i = 0; i < 2; i++) {
                run.record(run.check(ToolCall.of("turn", "{}")).handle(), ToolResult.failed("404"));
                run.record(run.check(ACT).handle(), ToolResult.failed("40" + i));
            }
            run.record(run.check(ToolCall.of("turn", "{}")).handle(), ToolResult.failed("404"));
        }
    }

    /** Results, which count wherever they come from. */
    private static void observations(GuardRun run, Set<Obstacle> obstacles) {
        if (obstacles.contains(Obstacle.REPLAY)) {
            run.observe(ACT, ToolResult.ok("done"));
        }
        if (obstacles.contains(Obstacle.EFFECT_LIMIT)) {
            run.observe(ToolCall.of("act", "{\"other\":1}"), ToolResult.ok("done"));
        }
        if (obstacles.contains(Obstacle.QUARANTINE)) {
            run.observe(ToolCall.of("act", "{\"other\":2}"), ToolResult.failed("403"));
        }
        if (obstacles.contains(Obstacle.SHARED_BUDGET)) {
            run.observe(ToolCall.of("act", "{\"other\":3}"), ToolResult.ok("done"));
        }
        if (obstacles.contains(Obstacle.KNOWN)) {
            run.observe(ACT, ToolResult.ok("done"));
        }
        if (obstacles.contains(Obstacle.FAILURE)) {
            run.observe(ACT, ToolResult.failed("404"));
            run.observe(ACT, ToolResult.failed("404"));
        }
    }

    private static GuardPolicy lenient(Set<Obstacle> obstacles) {
        LoopPolicy loops = LoopPolicy.defaults();
        return Given.tool(
                GuardPolicy.defaults()
                        .withLoops(new LoopPolicy(
                                loops.repeat(),
                                jitter(loops, 100),
                                sequence(loops, false),
                                new LoopPolicy.Failures(0, 0, Set.of(), 0),
                                loops.stall())),
                "act",
                tool -> declared(tool, obstacles));
    }

    private static GuardPolicy strict(Set<Obstacle> obstacles) {
        LoopPolicy loops = LoopPolicy.defaults();
        EffectPolicy effects = EffectPolicy.defaults();
        GuardPolicy policy = GuardPolicy.defaults()
                .withLoops(new LoopPolicy(
                        loops.repeat(),
                        jitter(loops, obstacles.contains(Obstacle.JITTER) ? 1 : 100),
                        sequence(loops, obstacles.contains(Obstacle.SEQUENCE)),
                        new LoopPolicy.Failures(obstacles.contains(Obstacle.FAILURE) ? 3 : 0, 0, Set.of(), 0),
                        loops.stall()))
                .withEffects(new EffectPolicy(
                        obstacles.contains(Obstacle.EFFECT_LIMIT) ? Integer.valueOf(1) : null,
                        effects.waitFor(),
                        effects.ttl(),
                        effects.maxEntries(),
                        effects.maxAnswer(),
                        true,
                        false,
                        effects.safeExceptions()))
                .withFaults(new FaultPolicy(
                        obstacles.contains(Obstacle.QUARANTINE),
                        false,
                        1,
                        Set.of("403"),
                        FaultPolicy.ErrorClasses.EXPLICIT,
                        true));
        if (obstacles.contains(Obstacle.BUDGET)) {
            policy = policy.withBudget(new BudgetPolicy(
                    Money.of("1"), null, 0.8, Money.of("2"), true, BudgetPolicy.Unpriced.WARN, PriceList.empty()));
        }
        if (obstacles.contains(Obstacle.SHARED_BUDGET)) {
            policy = policy.withBudget(policy.budget()
                    .withShared(SharedBudgets.none()
                            .withLimits(List.of(new BudgetLimit(
                                    "calls",
                                    BudgetLimit.Scope.RUN,
                                    BudgetLimit.Window.NONE,
                                    ZoneOffset.UTC,
                                    null,
                                    null,
                                    1L,
                                    null,
                                    0.8)))));
        }
        return policy;
    }

    private static ToolPolicyBuilder declared(ToolPolicyBuilder tool, Set<Obstacle> obstacles) {
        Effect effect = obstacles.contains(Obstacle.REPLAY)
                ? Effect.ONCE
                : obstacles.contains(Obstacle.KNOWN) || obstacles.contains(Obstacle.EFFECT_LIMIT)
                        ? Effect.WRITE
                        : Effect.READ;
        return tool.effect(effect).queryArgs(List.of("q"));
    }

    private static ToolPolicyBuilder refused(ToolPolicyBuilder tool, Set<Obstacle> obstacles) {
        if (obstacles.contains(Obstacle.DENIED)) {
            tool.access(Access.DENY);
        }
        if (obstacles.contains(Obstacle.PERSON)) {
            tool.access(Access.HUMAN);
        }
        if (obstacles.contains(Obstacle.MISSING)) {
            tool.requireArgs(Set.of("missing"));
        }
        if (obstacles.contains(Obstacle.RULE)) {
            tool.argumentRules(List.of(ArgumentRule.max("n", BigDecimal.ZERO)));
        }
        if (obstacles.contains(Obstacle.CIRCUIT)) {
            tool.circuit("broken");
        }
        if (obstacles.contains(Obstacle.FACT) || obstacles.contains(Obstacle.FACTS_AWAY)) {
            tool.requires(List.of(FactRequirement.of("n", "number")));
        }
        if (obstacles.contains(Obstacle.STEP)) {
            tool.requiresCalls(List.of(ToolName.of("first")));
        }
        if (obstacles.contains(Obstacle.SOURCE)) {
            tool.argumentSources(List.of(SourceRule.of("q", SourceRule.USER)));
        }
        if (obstacles.contains(Obstacle.GATEWAY)) {
            tool.cost(Money.of("2"));
        }
        if (obstacles.contains(Obstacle.CAP)) {
            tool.maxCalls(0);
        }
        if (obstacles.contains(Obstacle.ATTEMPTS)) {
            tool.maxAttempts(0);
        }
        if (obstacles.contains(Obstacle.RATE) || obstacles.contains(Obstacle.RATES_AWAY)) {
            tool.rates(List.of(new ToolRate(1, Duration.ofDays(1), "")));
        }
        return tool;
    }

    private static LoopPolicy.Jitter jitter(LoopPolicy loops, int threshold) {
        return new LoopPolicy.Jitter(
                true,
                threshold,
                loops.jitter().window(),
                loops.jitter().similarity(),
                loops.jitter().judgement());
    }

    private static LoopPolicy.Sequence sequence(LoopPolicy loops, boolean enabled) {
        return new LoopPolicy.Sequence(
                enabled,
                loops.sequence().repeats(),
                loops.sequence().maxLength(),
                loops.sequence().window(),
                loops.sequence().judgement());
    }

    /** Wants to be paid first. */
    private static final class Unpaid implements BudgetGateway {

        @Override
        public GatewayAnswer reserve(GatewayRequest request) {
            return new GatewayAnswer.PaymentRequired(null, null, null, null);
        }

        @Override
        public void settle(GatewayRequest request, GatewayAnswer.@Nullable Granted granted, Amount used) {}
    }
}
