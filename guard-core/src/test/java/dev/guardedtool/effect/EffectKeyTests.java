package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.OnDuplicate;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.engine.RunSnapshot;
import dev.guardedtool.policy.EffectScope;
import dev.guardedtool.policy.ToolPolicyBuilder;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What names an effect, for how long it is remembered, and what a duplicate gets. */
class EffectKeyTests {

    private static final String FIFTY = "{\"order-id\":\"A-1\",\"amount\":50}";

    private final TestClock clock = new TestClock();

    @Test
    void anArgumentMayBeTheKeyWhateverItsName() {
        Guard guard = guard(tool -> tool.keyArg("order-id"));

        assertThat(refund(guard, ToolCall.of("refund", FIFTY)).executed()).isTrue();

        assertThat(refund(guard, ToolCall.of("refund", FIFTY)).decision()).isInstanceOf(Decision.Cache.class);
        assertThat(reason(guard, ToolCall.of("refund", FIFTY.replace("50", "999"))))
                .isEqualTo(GuardReason.EFFECT_KEY_CONFLICT);
        assertThat(refund(guard, ToolCall.of("refund", FIFTY.replace("A-1", "A-2")))
                        .executed())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"order-id\":null}", "{\"order-id\":\" \"}", "{\"order-id\":[1]}", "{\"order-id\":{}}"})
    void aKeyThatCannotBeToldRefuses(String arguments) {
        Guard guard = guard(tool -> tool.keyArg("order-id"));

        assertThat(reason(guard, ToolCall.of("refund", arguments))).isEqualTo(GuardReason.ARGUMENT_RULE);
    }

    @Test
    void aKeyOfTheCallerHoldsBeyondTheRunAndWhateverThePolicySays() {
        Guard guard = guard(tool -> tool.key("#amount"));
        ToolCall call = ToolCall.of("refund", FIFTY).withEffectKey("request 7");

        refund(guard, call);

        assertThat(refund(guard, call).decision()).isInstanceOf(Decision.Cache.class);
        assertThat(refund(guard, call.withEffectKey("request 8")).executed()).isTrue();
        assertThat(reason(guard, ToolCall.of("refund", "{}").withEffectKey("request 7")))
                .isEqualTo(GuardReason.EFFECT_KEY_CONFLICT);
    }

    @Test
    void aBlankKeyOfTheCallerRefuses() {
        Guard guard = guard(tool -> tool);

        assertThat(reason(guard, ToolCall.of("refund", FIFTY).withEffectKey(" ")))
                .isEqualTo(GuardReason.ARGUMENT_RULE);
    }

    @Test
    void theScopeThatIsSaidHoldsForKeysOfTheCallerAsWell() {
        Guard guard = guard(tool -> tool.effectScope(EffectScope.RUN));
        ToolCall call = ToolCall.of("refund", FIFTY).withEffectKey("request 7");

        refund(guard, call);

        assertThat(refund(guard, call).executed()).isTrue();
    }

    @Test
    void theTimeOfAToolBeginsWithTheEffectAndIsNotExtendedByDuplicates() {
        Guard guard = guard(tool -> tool.keyArg("order-id").effectTtl(Duration.ofMinutes(10)));
        ToolCall call = ToolCall.of("refund", FIFTY);

        refund(guard, call);
        clock.advance(Duration.ofMinutes(9));
        assertThat(refund(guard, call).executed()).isFalse();
        clock.advance(Duration.ofMinutes(1));

        assertThat(refund(guard, call).executed()).isTrue();
    }

    @Test
    void anEffectOfARunMayBeForgottenAsWellAlsoAfterASnapshot() {
        Guard guard = guard(tool -> tool.effectTtl(Duration.ofMinutes(10)));
        GuardRun run = guard.open(RunContext.anonymous());
        ToolCall call = ToolCall.of("refund", FIFTY);
        run.call(call, arguments -> "done");
        RunSnapshot snapshot = RunSnapshot.fromJson(run.snapshot().toJson());

        clock.advance(Duration.ofMinutes(9));
        assertThat(guard.restore(snapshot, RunContext.anonymous()).check(call)).isInstanceOf(Decision.Cache.class);
        clock.advance(Duration.ofMinutes(1));

        assertThat(guard.restore(snapshot, RunContext.anonymous()).check(call).allowed())
                .isTrue();
        assertThat(run.check(call).allowed()).isTrue();
    }

    @Test
    void aDuplicateMayBeRefusedInsteadOfAnswered() {
        Guard guard = guard(tool -> tool.keyArg("order-id").onDuplicate(OnDuplicate.REFUSE));
        ToolCall call = ToolCall.of("refund", FIFTY);
        refund(guard, call);

        ToolOutcome duplicate = refund(guard, call);

        assertThat(duplicate.decision()).isInstanceOf(Decision.Block.class);
        assertThat(duplicate.decision().reason()).isEqualTo(GuardReason.EFFECT_DUPLICATE);
        assertThat(duplicate.decision().explanation().retryable()).isFalse();
        assertThat(duplicate.result()).isNull();
    }

    @Test
    void aSafeExceptionOfTheToolReleasesTheKey() {
        Guard guard =
                guard(tool -> tool.keyArg("order-id").safeExceptions(Set.of(IllegalStateException.class.getName())));
        ToolCall call = ToolCall.of("refund", FIFTY);

        failing(guard, call, new IllegalStateException("closed"));

        assertThat(refund(guard, call).executed()).isTrue();
    }

    @Test
    void anExceptionThatOnlyOtherToolsCallSafeLeavesDoubt() {
        Guard guard = guard(tool -> tool.keyArg("order-id"));
        ToolCall call = ToolCall.of("refund", FIFTY);

        failing(guard, call, new IllegalStateException("closed"));

        assertThat(reason(guard, call)).isEqualTo(GuardReason.EFFECT_UNKNOWN);
    }

    @Test
    void aSafeExceptionInsideAnotherSaysNothing() {
        Guard guard =
                guard(tool -> tool.keyArg("order-id").safeExceptions(Set.of(IllegalStateException.class.getName())));
        ToolCall call = ToolCall.of("refund", FIFTY);

        failing(guard, call, new UnsupportedOperationException(new IllegalStateException("closed")));

        assertThat(reason(guard, call)).isEqualTo(GuardReason.EFFECT_UNKNOWN);
    }

    private static void failing(Guard guard, ToolCall call, RuntimeException failure) {
        try (GuardRun run = guard.open(RunContext.anonymous())) {
            run.call(call, arguments -> {
                throw failure;
            });
        }
    }

    private static ToolOutcome refund(Guard guard, ToolCall call) {
        try (GuardRun run = guard.open(RunContext.anonymous())) {
            return run.call(call, arguments -> "done");
        }
    }

    private static Object reason(Guard guard, ToolCall call) {
        return refund(guard, call).decision().reason();
    }

    private Guard guard(UnaryOperator<ToolPolicyBuilder> said) {
        return Given.guard(Given.tool("refund", tool -> said.apply(tool.effect(Effect.ONCE))))
                .clock(clock)
                .build();
    }
}
