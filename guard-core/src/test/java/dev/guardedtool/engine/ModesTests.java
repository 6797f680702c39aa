package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Availability;
import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.effect.DelegatingLedger;
import dev.guardedtool.effect.EffectKey;
import dev.guardedtool.effect.EffectLedger;
import dev.guardedtool.effect.EffectRecord;
import dev.guardedtool.effect.InMemoryEffectLedger;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an objection: carried out, told, or only recorded. */
class ModesTests {

    private static final GuardPolicy DENIED = Given.tool("rm", tool -> tool.access(Access.DENY));
    private static final ToolCall RM = ToolCall.of("rm", "{}");

    @Test
    void enforcedAnObjectionIsTheDecision() {
        ToolOutcome outcome = Given.run(DENIED).call(RM, arguments -> "gone");

        assertThat(outcome.executed()).isFalse();
        assertThat(outcome.decision().reason()).isEqualTo(GuardReason.POLICY_DENY);
    }

    @Test
    void warnedTheCallRunsAndTheModelIsTold() {
        GuardRun run = Given.run(DENIED.withMode(Mode.WARN));

        ToolOutcome outcome = run.call(RM, arguments -> "gone");

        assertThat(outcome.payload()).isEqualTo("gone");
        assertThat(outcome.warnings()).extracting(Warning::reason).containsExactly(GuardReason.POLICY_DENY);
        assertThat(outcome.warnings().get(0).text()).contains("rm may not be used");
    }

    @Test
    void shadowedTheCallRunsAndNobodyIsTold() {
        GuardRun run = Given.run(DENIED.withMode(Mode.SHADOW));

        ToolOutcome outcome = run.call(RM, arguments -> "gone");

        assertThat(outcome.payload()).isEqualTo("gone");
        assertThat(outcome.warnings()).isEmpty();
        assertThat(outcome.decision())
                .isInstanceOfSatisfying(
                        Decision.Allow.class,
                        allow -> assertThat(allow.instead())
                                .isInstanceOfSatisfying(
                                        Decision.Block.class,
                                        block -> assertThat(block.reason()).isEqualTo(GuardReason.POLICY_DENY)));
    }

    @ParameterizedTest
    @EnumSource(names = {"WARN", "SHADOW"})
    void whatWouldHaveHappenedIsCounted(Mode mode) {
        GuardRun run = Given.run(DENIED.withMode(mode));
        run.call(RM, arguments -> "gone");

        RunReport report = run.report();

        assertThat(report.wouldHave()).isEqualTo(1);
        assertThat(report.refused()).isZero();
        assertThat(report.allowed()).isEqualTo(1);
        assertThat(report.executed()).isEqualTo(1);
        assertThat(report.count("policy_deny")).isEqualTo(1);
    }

    @ParameterizedTest(name = "all {0}, default {1}, tool {2}: {3}")
    @CsvSource({
        "ENFORCE, INHERIT, INHERIT, false",
        "ENFORCE, INHERIT, SHADOW, true",
        "ENFORCE, INHERIT, WARN, true",
        "ENFORCE, SHADOW, INHERIT, true",
        "ENFORCE, SHADOW, ENFORCE, false",
        "SHADOW, INHERIT, INHERIT, true",
        "SHADOW, INHERIT, ENFORCE, false",
        "WARN, ENFORCE, INHERIT, false",
        "WARN, INHERIT, INHERIT, true"
    })
    void theModeOfTheToolIsStrongerThanThatOfAll(Mode all, Mode byDefault, Mode tool, boolean runs) {
        GuardPolicy policy = Given.tool("rm", said -> said.access(Access.DENY).mode(tool))
                .withMode(all)
                .withToolDefaults(ToolPolicy.builder().mode(byDefault).build());

        assertThat(Given.run(policy).call(RM, arguments -> "gone").executed()).isEqualTo(runs);
    }

    @ParameterizedTest
    @EnumSource(names = {"WARN", "SHADOW"})
    void aCallThatWouldHaveBeenRefusedEntersNeitherHistoryNorCounts(Mode mode) {
        GuardPolicy policy = Given.tool("look", tool -> tool.maxCalls(1)).withMode(mode);
        GuardRun run = Given.run(policy);
        for (int i = 0; i < 4; i++) {
            run.call(ToolCall.of("look", "{\"i\":" + i + "}"), arguments -> "seen");
        }

        RunReport report = run.report();

        assertThat(report.subject("rate")).containsEntry("calls", Map.of("look", 1));
        assertThat(report.subject("loop").get("stream")).asList().containsExactly("look");
        assertThat(report.executed()).isEqualTo(4);
        assertThat(report.subject("loop")).containsEntry("unique_calls", 4);
        assertThat(report.open()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"WARN", "SHADOW"})
    void theEffectOfAShadowedCallIsRemembered(Mode mode) {
        GuardPolicy policy =
                Given.tool("pay", tool -> tool.effect(Effect.ONCE).maxCalls(0).mode(mode));
        GuardRun run = Given.run(policy);
        ToolCall pay = ToolCall.of("pay", "{}");
        run.call(pay, arguments -> "paid");

        Decision.Allow second = (Decision.Allow) run.check(pay);

        assertThat(second.instead()).isInstanceOf(Decision.Cache.class);
        assertThat(run.report().subject("effect")).containsEntry("executed", Map.of("pay", 1));
    }

    @Test
    void aShadowedDuplicateDoesNotWaitForTheFirst() {
        GuardPolicy policy = Given.tool("pay", tool -> tool.effect(Effect.ONCE).mode(Mode.SHADOW));
        List<Duration> waits = new ArrayList<>();
        EffectLedger ledger = new DelegatingLedger(new InMemoryEffectLedger(10, new TestClock())) {
            @Override
            public Optional<EffectRecord> await(EffectKey key, Duration atMost) throws InterruptedException {
                waits.add(atMost);
                return super.await(key, Duration.ZERO);
            }
        };
        GuardRun run = Given.guard(policy).effects(ledger).build().open(RunContext.anonymous());
        ToolCall pay = ToolCall.of("pay", "{}");
        Decision first = run.check(pay);

        Decision second = run.check(pay);

        assertThat(waits).isEmpty();
        assertThat(first.allowed() && second.allowed()).isTrue();
        assertThat(((Decision.Allow) second).instead())
                .isNotNull()
                .extracting(Decision::reason)
                .isEqualTo(GuardReason.EFFECT_IN_PROGRESS);
    }

    @Test
    void aShadowedCallHoldsNoKeyThatItWouldHaveBeenRefused() {
        GuardPolicy policy =
                Given.tool("pay", tool -> tool.effect(Effect.ONCE).maxCalls(0).mode(Mode.SHADOW));
        GuardRun run = Given.run(policy);
        ToolCall pay = ToolCall.of("pay", "{}");
        Decision first = run.check(pay);
        run.record(first.handle(), ToolResult.failed("429"));

        Decision.Allow second = (Decision.Allow) run.check(pay);

        assertThat(second.instead()).isNotNull().extracting(Decision::reason).isEqualTo(GuardReason.MAX_CALLS_PER_TOOL);
    }

    @Test
    void textsFollowTheModeOfThePolicy() {
        GuardRun shadow = Given.run(GuardPolicy.defaults().withMode(Mode.SHADOW));
        for (int i = 0; i < 10; i++) {
            assertThat(shadow.inspectOutput("I apologize for the delay.")).isEmpty();
        }

        assertThat(shadow.report().wouldHave()).isPositive();
        assertThat(shadow.report().texts()).isEmpty();
    }

    @Test
    void evenAnUnknownToolIsTheCallersBusinessInShadow() {
        GuardRun run = Given.run(GuardPolicy.defaults().withMode(Mode.SHADOW));

        Decision decision = run.check(ToolCall.of("ghost", "{}").withAvailability(Availability.UNKNOWN));

        assertThat(decision.allowed()).isTrue();
    }
}
