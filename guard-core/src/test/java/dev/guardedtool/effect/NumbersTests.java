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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same amount is the same refund however it is written; another amount is another one. */
class NumbersTests {

    private final GuardPolicy policy = Given.tool("refund", tool -> tool.effect(Effect.ONCE));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "50",
                "50.0",
                "5e1",
                "5E+1",
                "500e-1",
                "50.000000000000000000000000000000",
                "\"50.00\"",
                "\" 50 \""
            })
    void oneAmountIsOneRefund(String spelling) {
        GuardRun run = Given.run(policy);
        run.record(run.check(refund("50")).handle(), ToolResult.ok("refunded"));

        assertThat(run.check(refund(spelling))).isInstanceOf(Decision.Cache.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"50.01", "-50", "5e2", "true", "null", "\"fifty\"", "[50]"})
    void anotherAmountIsAnotherRefund(String other) {
        GuardRun run = Given.run(policy);
        run.record(run.check(refund("50")).handle(), ToolResult.ok("refunded"));

        assertThat(run.check(refund(other)).allowed()).isTrue();
    }

    @Test
    void largeNumbersAreNotRounded() {
        GuardRun run = Given.run(policy);
        run.record(run.check(refund("9007199254740993")).handle(), ToolResult.ok("refunded"));

        assertThat(run.check(refund("9007199254740992")).allowed()).isTrue();
    }

    @Test
    void aTextIsNoNumberUnlessTheSchemaSaysSo() {
        GuardRun run = Given.run(policy);
        run.record(run.check(ToolCall.of("refund", "{\"zip\":\"0050\"}")).handle(), ToolResult.ok("a"));

        assertThat(run.check(ToolCall.of("refund", "{\"zip\":50}")).allowed()).isTrue();
    }

    @Test
    void aNumericKeyIsComparedByValue() {
        GuardRun run =
                Given.run(Given.tool("refund", tool -> tool.effect(Effect.ONCE).key("#order")));
        run.record(run.check(ToolCall.of("refund", "{\"order\":7}")).handle(), ToolResult.ok("a"));

        assertThat(run.check(ToolCall.of("refund", "{\"order\":7.0}"))).isInstanceOf(Decision.Cache.class);
        assertThat(run.check(ToolCall.of("refund", "{\"order\":\"7\"}")).reason())
                .isEqualTo(GuardReason.EFFECT_KEY_CONFLICT);
        assertThat(run.check(ToolCall.of("refund", "{\"order\":71}")).allowed()).isTrue();
    }

    private static ToolCall refund(String amount) {
        return ToolCall.of("refund", "{\"amount\":" + amount + "}").withNumericArguments(Set.of("amount"));
    }
}
