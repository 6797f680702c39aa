package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key is bound to the arguments of the call that took it. */
class KeyConflictTests {

    private static final ToolCall FIFTY = ToolCall.of("refund", "{\"orderId\":\"A-1\",\"amount\":50}");
    private static final ToolCall NINETY = ToolCall.of("refund", "{\"orderId\":\"A-1\",\"amount\":90}");

    private final GuardPolicy policy = Given.tool(
            "refund", tool -> tool.effect(Effect.ONCE).key("#orderId").ignoreArgs(Set.of("note")));
    private final GuardRun run = Given.run(policy);

    @Test
    void otherArgumentsUnderAnExecutedKeyConflict() {
        run.record(run.check(FIFTY).handle(), ToolResult.ok("refunded 50"));

        Decision conflict = run.check(NINETY);

        assertThat(conflict).isInstanceOf(Decision.Block.class);
        assertThat(conflict.reason()).isEqualTo(GuardReason.EFFECT_KEY_CONFLICT);
        assertThat(conflict.explanation().retryable()).isFalse();
        assertThat(run.check(FIFTY)).isInstanceOf(Decision.Cache.class);
    }

    @Test
    void otherArgumentsUnderAnOpenKeyConflictWithoutWaiting() {
        Decision open = run.check(FIFTY);

        assertThat(open.allowed()).isTrue();
        assertThat(run.check(NINETY).reason()).isEqualTo(GuardReason.EFFECT_KEY_CONFLICT);
    }

    @Test
    void argumentsThatDoNotDistinguishCallsDoNotConflict() {
        run.record(run.check(FIFTY).handle(), ToolResult.ok("refunded 50"));

        assertThat(run.check(ToolCall.of("refund", "{\"note\":\"again\",\"amount\":50.0,\"orderId\":\"A-1\"}")))
                .isInstanceOf(Decision.Cache.class);
    }

    @Test
    void aKeyThatWasGivenBackTakesOtherArguments() {
        run.record(run.check(FIFTY).handle(), ToolResult.failed("404"));

        assertThat(run.check(NINETY).allowed()).isTrue();
    }

    @Test
    void aKeyIsFreeWhenItsTimeIsUp() {
        TestClock clock = new TestClock();
        GuardRun aged = Given.guard(policy.withEffects(Effects.remembering(Duration.ofHours(1))))
                .clock(clock)
                .build()
                .open(Given.tenant("acme"));
        aged.record(aged.check(FIFTY).handle(), ToolResult.ok("refunded 50"));

        clock.advance(Duration.ofHours(1).minusNanos(1));
        assertThat(aged.check(NINETY).reason()).isEqualTo(GuardReason.EFFECT_KEY_CONFLICT);

        clock.advance(Duration.ofNanos(1));
        assertThat(aged.check(NINETY).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"orderId\":null}",
                "{\"orderId\":\"\"}",
                "{\"orderId\":\"  \"}",
                "{\"orderId\":{}}",
                "{\"orderId\":[\"A-1\"]}",
                "[]",
                "\"A-1\""
            })
    void aKeyThatCannotBeToldIsARefusal(String arguments) {
        Decision decision = run.check(ToolCall.of("refund", arguments));

        assertThat(decision.allowed()).isFalse();
        assertThat(decision.reason()).isEqualTo(GuardReason.ARGUMENT_RULE);
        assertThat(decision.text()).doesNotContain("A-1");
    }
}
