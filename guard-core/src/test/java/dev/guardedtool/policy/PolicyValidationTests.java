package dev.guardedtool.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.Effect;
import dev.guardedtool.Mode;
import dev.guardedtool.Money;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.LoopPolicy.Failures;
import dev.guardedtool.policy.LoopPolicy.Jitter;
import dev.guardedtool.policy.LoopPolicy.JitterJudgement;
import dev.guardedtool.policy.LoopPolicy.Repeat;
import dev.guardedtool.policy.LoopPolicy.RepeatJudgement;
import dev.guardedtool.policy.LoopPolicy.Sequence;
import dev.guardedtool.policy.LoopPolicy.SequenceJudgement;
import dev.guardedtool.signature.ArgumentLimits;
import dev.guardedtool.testing.Given;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy that cannot mean what was written is refused when it is made, and the complaint names the property. */
class PolicyValidationTests {

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource("outOfRange")
    void valuesOutOfRangeAreRefused(String property, ThrowingCallable make) {
        assertThatThrownBy(make)
                .isInstanceOfSatisfying(
                        InvalidPolicyException.class,
                        refusal -> assertThat(refusal.property()).isEqualTo(property))
                .hasMessageStartingWith(property + " ");
    }

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                refused("mode", () -> GuardPolicy.defaults().withMode(Mode.INHERIT)),
                refused("loops.repeat.threshold", () -> repeat(0, 12, 20, 1_000, null)),
                refused("loops.repeat.window", () -> repeat(3, 0, 20, 1_000, null)),
                refused("loops.repeat.window", () -> repeat(3, 10_001, 20, 1_000, null)),
                refused("loops.repeat.poll-limit", () -> repeat(3, 12, -1, 1_000, null)),
                refused("loops.repeat.max-entries", () -> repeat(3, 12, 20, 0, null)),
                refused("loops.repeat.ttl", () -> repeat(3, 12, 20, 1_000, Duration.ofMillis(-1))),
                refused("loops.jitter.threshold", () -> jitter(0, 12, 0.6)),
                refused("loops.jitter.window", () -> jitter(3, 0, 0.6)),
                refused("loops.jitter.window", () -> jitter(3, 10_001, 0.6)),
                refused("loops.jitter.similarity", () -> jitter(3, 12, -0.01)),
                refused("loops.jitter.similarity", () -> jitter(3, 12, 1.01)),
                refused("loops.jitter.similarity", () -> jitter(3, 12, Double.NaN)),
                refused("loops.sequence.repeats", () -> sequence(1, 4, 12)),
                refused("loops.sequence.max-length", () -> sequence(3, 1, 12)),
                refused("loops.sequence.max-length", () -> sequence(3, 101, 12)),
                refused("loops.sequence.window", () -> sequence(3, 4, 0)),
                refused("loops.failures.same-failure", () -> new Failures(-1, 2, Failures.TRANSIENT_ERRORS, 3)),
                refused("loops.failures.unchanged-failure", () -> new Failures(3, -1, Failures.TRANSIENT_ERRORS, 3)),
                refused("loops.failures.warn-after", () -> new Failures(3, 2, Failures.TRANSIENT_ERRORS, -1)),
                refused("loops.stall.similarity", () -> stall(1.1, 4, 0.6, 2, 1, 5_000)),
                refused("loops.stall.no-change", () -> stall(0.9, 0, 0.6, 2, 1, 5_000)),
                refused("loops.stall.pattern-score", () -> stall(0.9, 4, -0.1, 2, 1, 5_000)),
                refused("loops.stall.pattern-streak", () -> stall(0.9, 4, 0.6, 0, 1, 5_000)),
                refused("loops.stall.max-rewrites", () -> stall(0.9, 4, 0.6, 2, -1, 5_000)),
                refused("loops.stall.max-tracked", () -> stall(0.9, 4, 0.6, 2, 1, 0)),
                refused("faults.error-threshold", () -> faults(0)),
                refused("effects.limit-per-tool", () -> effects(0, Duration.ZERO, Duration.ofDays(1), 1, 0)),
                refused("effects.wait-for", () -> effects(null, Duration.ofNanos(-1), Duration.ofDays(1), 1, 0)),
                refused(
                        "effects.wait-for",
                        () -> effects(null, Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(1), 1, 0)),
                refused("effects.ttl", () -> effects(null, Duration.ZERO, Duration.ofNanos(-1), 1, 0)),
                refused("effects.ttl", () -> effects(null, Duration.ZERO, Duration.ZERO, 1, 0)),
                refused("effects.ttl", () -> effects(null, Duration.ZERO, Duration.ofSeconds(Long.MAX_VALUE), 1, 0)),
                refused("effects.max-entries", () -> effects(null, Duration.ZERO, Duration.ofDays(1), 0, 0)),
                refused("effects.max-answer", () -> effects(null, Duration.ZERO, Duration.ofDays(1), 1, -1)),
                refused("budget.max-cost-per-run", () -> budget(Money.ZERO, null, 0.8, Money.ZERO)),
                refused("budget.max-cost-per-run", () -> budget(Money.of("-1"), null, 0.8, Money.ZERO)),
                refused("budget.max-tokens-per-run", () -> budget(null, 0L, 0.8, Money.ZERO)),
                refused("budget.warn-at", () -> budget(null, null, 1.5, Money.ZERO)),
                refused("budget.warn-at", () -> budget(null, null, Double.NaN, Money.ZERO)),
                refused("budget.call-cost", () -> budget(null, null, 0.8, Money.of("-0.01"))),
                refused("defaults.max-calls", () -> new RatePolicy(-1, 1)),
                refused("max-calls", () -> ToolPolicy.builder().maxCalls(-1).build()),
                refused("cost", () -> ToolPolicy.builder().cost(Money.of("-1")).build()),
                refused(
                        "cache-ttl",
                        () -> ToolPolicy.builder()
                                .cacheTtl(Duration.ofSeconds(-1))
                                .build()),
                refused("argument-rules.x", () -> rule("x", BigDecimal.TEN, BigDecimal.ONE, null)),
                refused("argument-rules.x.max-length", () -> rule("x", null, null, -1)),
                refused("argument-rules", () -> rule("", null, null, null)),
                refused("argument-rules", () -> rule("order..amount", null, null, null)),
                refused("argument-rules", () -> rule("order.", null, null, null)),
                refused("prices", () -> new TokenPrice(Money.of("-1"), Money.ZERO, null)),
                refused("prices", () -> new TokenPrice(Money.ZERO, Money.of("-1"), null)),
                refused("prices", () -> new TokenPrice(Money.ZERO, Money.ZERO, Money.of("-1"))),
                refused("prices", () -> new PriceList(Map.of("g*t", price()))),
                refused("prices", () -> new PriceList(Map.of(" ", price()))));
    }

    @ParameterizedTest(name = "#{index}")
    @MethodSource("atTheEdge")
    void valuesAtTheEdgeAreAccepted(ThrowingCallable make) {
        assertThatCode(make).doesNotThrowAnyException();
    }

    static Stream<ThrowingCallable> atTheEdge() {
        return Stream.of(
                () -> repeat(1, 1, 0, 1, Duration.ZERO),
                () -> repeat(1, 10_000, 0, 1, null),
                () -> jitter(1, 1, 0),
                () -> jitter(1, 10_000, 1),
                () -> sequence(2, 2, 1),
                () -> sequence(2, 100, 10_000),
                () -> new Failures(0, 0, Failures.TRANSIENT_ERRORS, 0),
                () -> stall(0, 1, 1, 1, 0, 1),
                () -> faults(1),
                () -> effects(1, Duration.ZERO, Duration.ofNanos(1), 1, 0),
                () -> effects(1, Duration.ofDays(1), Duration.ofDays(36_500), 1, 0),
                () -> budget(Money.of("0.00000001"), 1L, 0, Money.ZERO),
                () -> budget(null, null, 1, Money.ZERO),
                () -> new RatePolicy(0, 1),
                () -> ToolPolicy.builder()
                        .maxCalls(0)
                        .cost(Money.ZERO)
                        .cacheTtl(Duration.ZERO)
                        .build(),
                () -> rule("x", BigDecimal.ONE, BigDecimal.ONE, 0),
                () -> new PriceList(Map.of("*", price(), "gpt-*", price(), "gpt-5", price())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderId", "#order-id", "#", "#a.", "#a[x]", "#a['b']", "#a b"})
    void aKeyThatDoesNotCompileIsFoundAtStart(String key) {
        GuardPolicy policy =
                Given.tool("refund", tool -> tool.effect(Effect.ONCE).key(key));

        assertThatThrownBy(() -> Given.guard(policy).build())
                .isInstanceOfSatisfying(
                        InvalidPolicyException.class,
                        refusal -> assertThat(refusal.property()).isEqualTo("tools.refund.key"));
    }

    @Test
    void aDeclarationThatDoesNotCompileChangesNothing() {
        var guard = Given.guard(GuardPolicy.defaults()).build();
        ToolName refund = ToolName.of("refund");

        assertThatThrownBy(() -> guard.declare(
                        refund, ToolPolicy.builder().key("orderId").build()))
                .isInstanceOf(InvalidPolicyException.class);

        guard.declare(refund, ToolPolicy.builder().effect(Effect.ONCE).build());
        assertThat(guard.spec(refund).effects().effect()).isEqualTo(Effect.ONCE);
    }

    @Test
    void limitsOfArgumentsArePositive() {
        assertThatThrownBy(() -> new ArgumentLimits(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ArgumentLimits(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ArgumentLimits(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ArgumentLimits(1, 1_001, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsSaidOfAToolIsStrongerThanItsAnnotationAndThatThanTheDefaults() {
        GuardPolicy policy = Given.tool(
                GuardPolicy.defaults()
                        .withToolDefaults(ToolPolicy.builder()
                                .maxCalls(1)
                                .risk("low")
                                .effect(Effect.READ)
                                .mode(Mode.SHADOW)
                                .build()),
                "refund",
                tool -> tool.maxCalls(3));
        ToolName refund = ToolName.of("refund");

        ToolSpec spec = Given.guard(policy)
                .declared(
                        refund,
                        ToolPolicy.builder()
                                .maxCalls(2)
                                .effect(Effect.ONCE)
                                .mode(Mode.INHERIT)
                                .build())
                .build()
                .spec(refund);

        assertThat(spec.limits().maxCalls()).isEqualTo(3);
        assertThat(spec.effects().effect()).isEqualTo(Effect.ONCE);
        assertThat(spec.risk()).isEqualTo("low");
        assertThat(spec.mode()).isEqualTo(Mode.SHADOW);
    }

    private static Arguments refused(String property, ThrowingCallable make) {
        return Arguments.of(property, make);
    }

    private static Repeat repeat(int threshold, int window, int poll, int entries, @Nullable Duration ttl) {
        return new Repeat(true, threshold, window, RepeatJudgement.ANSWERS, true, poll, entries, ttl);
    }

    private static Jitter jitter(int threshold, int window, double similarity) {
        return new Jitter(true, threshold, window, similarity, JitterJudgement.ENTITIES);
    }

    private static Sequence sequence(int repeats, int maxLength, int window) {
        return new Sequence(true, repeats, maxLength, window, SequenceJudgement.NOVELTY);
    }

    private static StallPolicy stall(
            double similarity, int noChange, double score, int streak, int rewrites, int tracked) {
        return new StallPolicy(
                true,
                similarity,
                noChange,
                score,
                streak,
                rewrites,
                true,
                true,
                tracked,
                List.of(),
                StallPolicy.TextJudgement.ANY_SCRIPT);
    }

    private static FaultPolicy faults(int threshold) {
        return new FaultPolicy(true, true, threshold, Set.of(), FaultPolicy.ErrorClasses.EXPLICIT, true);
    }

    private static EffectPolicy effects(
            @Nullable Integer limit, Duration waitFor, Duration ttl, int maxEntries, int maxAnswer) {
        return new EffectPolicy(limit, waitFor, ttl, maxEntries, maxAnswer, true, false, Set.of());
    }

    private static BudgetPolicy budget(@Nullable Money money, @Nullable Long tokens, double warnAt, Money callCost) {
        return new BudgetPolicy(money, tokens, warnAt, callCost, true, BudgetPolicy.Unpriced.WARN, PriceList.empty());
    }

    private static ArgumentRule rule(
            String argument, @Nullable BigDecimal min, @Nullable BigDecimal max, @Nullable Integer maxLength) {
        return new ArgumentRule(argument, false, min, max, maxLength, null, null, Set.of(), null);
    }

    private static TokenPrice price() {
        return new TokenPrice(Money.ZERO, Money.ZERO, null);
    }
}
