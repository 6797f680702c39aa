package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.policy.FactRequirement;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.OnError;
import dev.guardedtool.policy.ToolPolicyBuilder;
import dev.guardedtool.policy.ToolRate;
import dev.guardedtool.testing.Given;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of calls that need a store which cannot be reached. */
class StoresAwayTests {

    private static final ToolCall CALL = ToolCall.of("look", "{\"order\":\"A-1\"}");

    enum Needed {
        RATES(
                GuardReason.LIMIT_STORE_UNAVAILABLE,
                tool -> tool.rates(List.of(new ToolRate(5, Duration.ofHours(1), ""))),
                guard -> guard.rates(Away.RATES)),
        ATTEMPTS(
                GuardReason.LIMIT_STORE_UNAVAILABLE,
                tool -> tool.maxAttempts(5),
                guard -> guard.attempts(Away.ATTEMPTS)),
        FACTS(
                GuardReason.FACT_STORE_UNAVAILABLE,
                tool -> tool.requires(List.of(FactRequirement.of("order", "order"))),
                guard -> guard.facts(Away.FACTS)),
        FACTS_TO_USE_UP(
                GuardReason.FACT_STORE_UNAVAILABLE,
                tool -> tool.requires(List.of(new FactRequirement("order", "order", "", true))),
                guard -> guard.facts(Away.factsToLookAt()));

        final GuardReason reason;
        final UnaryOperator<ToolPolicyBuilder> said;
        final UnaryOperator<GuardBuilder> wire;

        Needed(GuardReason reason, UnaryOperator<ToolPolicyBuilder> said, UnaryOperator<GuardBuilder> wire) {
            this.reason = reason;
            this.said = said;
            this.wire = wire;
        }

        GuardRun run(Effect effect, OnError onError) {
            GuardPolicy policy = Given.tool("look", tool -> said.apply(tool.effect(effect)));
            return wire.apply(Given.guard(policy.withOnError(onError))).build().open(RunContext.anonymous());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theyAreRefusedForThatReason(Needed needed) {
        for (Effect effect : Effect.values()) {
            Decision decision = needed.run(effect, OnError.BLOCK).check(CALL);

            assertThat(decision).isInstanceOf(Decision.Block.class);
            assertThat(decision.reason()).isEqualTo(needed.reason);
            assertThat(decision.explanation().retryable()).isTrue();
            assertThat(decision.text()).contains("at the moment").doesNotContain("connection");
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyDeclaredReadsPassWhereThePolicySaysSo(Needed needed) {
        for (Effect effect : Effect.values()) {
            GuardRun run = needed.run(effect, OnError.ALLOW);

            assertThat(run.call(CALL, arguments -> "seen").executed()).isEqualTo(effect == Effect.READ);
            assertThat(run.report().open()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void callsThatNeedNothingOfItGoOn(Needed needed) {
        assertThat(needed.run(Effect.WRITE, OnError.BLOCK)
                        .check(ToolCall.of("other", "{}"))
                        .allowed())
                .isTrue();
    }
}
