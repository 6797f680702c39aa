package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.Usage;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.RunPolicy;
import dev.guardedtool.policy.RunPolicy.Outside;
import dev.guardedtool.testing.Given;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a call that belongs to no run. */
class StrayCallTests {

    private static final ToolCall SEND = ToolCall.of("send", "{}");

    private final List<String> sent = new ArrayList<>();

    @Test
    void limitsPerRunSayNothingOfCallsThatHaveARunEach() {
        Guard guard = guard(GuardPolicy.defaults());

        assertThat(send(guard).executed()).isTrue();
        assertThat(send(guard).executed()).isTrue();
        assertThat(sent).hasSize(2);
    }

    @Test
    void whereARunIsRequiredNothingOfThemRuns() {
        Guard guard = guard(refusing());

        Decision decision = send(guard).decision();

        assertThat(decision).isInstanceOf(Decision.Block.class);
        assertThat(decision.reason()).isEqualTo(GuardReason.RUN_MISSING);
        assertThat(decision.explanation().retryable()).isFalse();
        assertThat(decision.text()).contains("send").doesNotContain("{");
        assertThat(sent).isEmpty();
    }

    @Test
    void theRefusalIsInTheReportOfTheirRun() {
        try (GuardRun stray = guard(refusing()).openStray(RunContext.anonymous())) {
            stray.check(SEND);

            assertThat(stray.report().refused()).isEqualTo(1);
            assertThat(stray.report().allowed()).isZero();
        }
    }

    @Test
    void theLimitHoldsForCallsThatBringARun() {
        Guard guard = guard(refusing());
        try (GuardRun run = guard.open(RunContext.anonymous())) {
            send(guard);

            assertThat(run.call(SEND, this::body).executed()).isTrue();
            assertThat(run.call(SEND, this::body).decision().reason()).isEqualTo(GuardReason.MAX_ATTEMPTS);
        }
    }

    @Test
    void aTurnBringsItsOwn() {
        try (GuardRun turn = guard(refusing()).openTurn(RunContext.anonymous())) {
            assertThat(turn.call(SEND, this::body).executed()).isTrue();
        }
    }

    @Test
    void noPersonIsAskedAboutThem() {
        Guard guard = guard(Given.tool(refusing(), "wipe", tool -> tool.access(Access.HUMAN)));
        ToolCall wipe = ToolCall.of("wipe", "{}");
        try (GuardRun stray = guard.openStray(RunContext.anonymous())) {
            assertThat(stray.screen(List.of(SEND, wipe))).isEmpty();
            assertThat(stray.check(wipe).reason()).isEqualTo(GuardReason.RUN_MISSING);
        }
    }

    @Test
    void noModelIsAskedForThem() {
        try (GuardRun stray = guard(refusing()).openStray(RunContext.anonymous())) {
            assertThat(stray.openRound(Usage.of("m", 1, 1))
                            .refusal()
                            .orElseThrow()
                            .reason())
                    .isEqualTo(GuardReason.RUN_MISSING);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"WARN", "SHADOW"})
    void whereNothingIsEnforcedTheyRunAndItIsSaidThatTheyWouldNot(Mode mode) {
        try (GuardRun stray = guard(refusing().withMode(mode)).openStray(RunContext.anonymous())) {
            ToolOutcome outcome = stray.call(SEND, this::body);

            assertThat(outcome.executed()).isTrue();
            Decision.Allow allow = (Decision.Allow) outcome.decision();
            assertThat(allow.instead()).extracting(Decision::reason).isEqualTo(GuardReason.RUN_MISSING);
        }
    }

    private ToolOutcome send(Guard guard) {
        try (GuardRun stray = guard.openStray(RunContext.anonymous())) {
            return stray.call(SEND, this::body);
        }
    }

    private String body(String arguments) {
        sent.add(arguments);
        return "sent";
    }

    private static GuardPolicy refusing() {
        return GuardPolicy.defaults().withRuns(RunPolicy.defaults().withOutside(Outside.REFUSE));
    }

    private static Guard guard(GuardPolicy policy) {
        return Given.guard(Given.tool(policy, "send", tool -> tool.maxAttempts(1)))
                .build();
    }
}
