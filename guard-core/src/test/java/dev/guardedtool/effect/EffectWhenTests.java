package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.expression.ExpressionCompiler;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.testing.Given;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A tool may succeed without its effect having happened; the result says whether it did. */
class EffectWhenTests {

    private static final ToolCall TRANSFER = ToolCall.of("transfer", "{\"to\":\"x\",\"urgent\":true}");

    private final GuardPolicy policy =
            Given.tool("transfer", tool -> tool.effect(Effect.ONCE).effectWhen("#result.done"));
    private final GuardRun run = Given.run(Given.patient(policy));

    @ParameterizedTest
    @MethodSource("happened")
    void aResultThatSaysSoCompletesTheEffect(Object payload) {
        run.record(run.check(TRANSFER).handle(), ToolResult.ok(payload));

        assertThat(run.check(TRANSFER)).isInstanceOf(Decision.Cache.class);
    }

    static Stream<Object> happened() {
        return Stream.of("{\"done\":true}", Map.of("done", true));
    }

    @ParameterizedTest
    @MethodSource("didNotHappen")
    void aResultThatSaysItDidNotGivesTheKeyBack(Object payload) {
        run.record(run.check(TRANSFER).handle(), ToolResult.ok(payload));

        assertThat(run.check(TRANSFER).allowed()).isTrue();
    }

    static Stream<Object> didNotHappen() {
        return Stream.of("{\"done\":false,\"need\":\"OTP\"}", Map.of("done", false));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void aResultThatDoesNotSayLeavesTheEffectInDoubt(@Nullable Object payload) {
        run.record(run.check(TRANSFER).handle(), ToolResult.ok(payload));

        assertThat(run.check(TRANSFER).reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);
    }

    static Stream<@Nullable Object> unclear() {
        return Stream.of(
                null,
                "",
                "done",
                "{}",
                "{\"done\":null}",
                "{\"done\":\"true\"}",
                "{\"done\":1}",
                "[true]",
                Map.of(),
                List.of(true),
                new Object());
    }

    @Test
    void aStatementOfTheToolIsStrongerThanTheExpression() {
        run.record(
                run.check(TRANSFER).handle(), ToolResult.ok("{\"done\":false}").withEffectExecuted(true));

        assertThat(run.check(TRANSFER)).isInstanceOf(Decision.Cache.class);
    }

    @Test
    void aFailureIsNotAsked() {
        run.record(run.check(TRANSFER).handle(), ToolResult.failed("404").withPayload("{\"done\":true}"));

        assertThat(run.check(TRANSFER).allowed()).isTrue();
    }

    @Test
    void theExpressionSeesTheArgumentsToo() {
        GuardRun byArgument = Given.run(
                Given.tool("transfer", tool -> tool.effect(Effect.ONCE).effectWhen("#urgent")));

        byArgument.record(byArgument.check(TRANSFER).handle(), ToolResult.ok("anything"));

        assertThat(byArgument.check(TRANSFER)).isInstanceOf(Decision.Cache.class);
    }

    @Test
    void anExpressionThatFailsInAnyWayLeavesTheEffectInDoubt() {
        ExpressionCompiler failing = text -> variables -> {
            throw new ExceptionInInitializerError("no such class");
        };
        GuardRun broken = Given.guard(policy).expressions(failing).build().open(RunContext.anonymous());

        broken.record(broken.check(TRANSFER).handle(), ToolResult.ok("{\"done\":true}"));

        assertThat(broken.check(TRANSFER).reason()).isEqualTo(GuardReason.EFFECT_UNKNOWN);
        assertThat(broken.report().executed()).isEqualTo(1);
    }

    @Test
    void anEffectThatDidNotHappenDoesNotCount() {
        GuardRun counted = Given.run(policy);

        counted.record(counted.check(TRANSFER).handle(), ToolResult.ok("{\"done\":false}"));

        assertThat(counted.report().subject("effect")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"result.done", "#result.status == 'DONE'", "#result[", "T(java.lang.Runtime)"})
    void anExpressionThatDoesNotCompileIsFoundAtStart(String expression) {
        GuardPolicy typo = Given.tool("transfer", tool -> tool.effectWhen(expression));

        assertThatThrownBy(() -> Given.guard(typo).build())
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("tools.transfer.effect-when");
    }

    @Test
    void anExpressionOfTheDefaultsThatDoesNotCompileIsFoundAtStart() {
        GuardPolicy typo = GuardPolicy.defaults()
                .withToolDefaults(ToolPolicy.builder().key("orderId").build());

        assertThatThrownBy(() -> Given.guard(typo).build()).isInstanceOf(InvalidPolicyException.class);
    }
}
