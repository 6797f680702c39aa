package dev.guardedtool.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Decision;
import dev.guardedtool.Effect;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.FaultPolicy;
import dev.guardedtool.policy.FaultPolicy.ErrorClasses;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the policy asks for it, errors put a tool out of use for its run. */
class QuarantineTests {

    private static final Set<String> CLASSES = Set.of("429", "5xx", "timeout");

    private final List<GuardEvent.Quarantined> announced = new ArrayList<>();
    private int calls;

    @Test
    void byDefaultErrorsPutNothingOutOfUse() {
        GuardRun run = Given.run(GuardPolicy.defaults());
        for (int i = 0; i < 20; i++) {
            fail(run, "api", "500");
        }

        assertThat(next(run, "api").allowed()).isTrue();
    }

    @Test
    void repeatedErrorsOfOneClassPutTheToolOutOfUse() {
        GuardRun run = run(true, 3);
        fail(run, "api", "500");
        fail(run, "api", "503");
        assertThat(next(run, "api").allowed()).isTrue();
        fail(run, "api", "502");

        Decision refused = next(run, "api");

        assertThat(refused).isInstanceOf(Decision.Rewrite.class);
        assertThat(refused.reason()).isEqualTo(GuardReason.TOOL_QUARANTINED);
        assertThat(refused.explanation().detail()).isEqualTo("error_retry:5xx");
        assertThat(run.report().subject("fault")).containsEntry("quarantined", Map.of("api", "error_retry:5xx"));
        assertThat(announced).singleElement().satisfies(event -> {
            assertThat(event.tool().value()).isEqualTo("api");
            assertThat(event.why()).isEqualTo("error_retry:5xx");
        });
    }

    @Test
    void itHoldsForThatToolAndThatRunOnly() {
        Guard guard = guard(true, 1);
        GuardRun run = guard.open(RunContext.anonymous());
        fail(run, "api", "500");

        assertThat(next(run, "api").allowed()).isFalse();
        assertThat(next(run, "other").allowed()).isTrue();
        assertThat(next(guard.open(RunContext.anonymous()), "api").allowed()).isTrue();
    }

    @Test
    void aSuccessBeginsAnew() {
        GuardRun run = run(true, 2);
        fail(run, "api", "500");
        run.record(next(run, "api").handle(), ToolResult.ok("fine"));
        fail(run, "api", "500");

        assertThat(next(run, "api").allowed()).isTrue();
    }

    @Test
    void anErrorOfAnotherClassInBetweenBeginsAnew() {
        GuardRun run = run(true, 2);
        fail(run, "api", "429");
        fail(run, "api", "500");
        fail(run, "api", "404");
        fail(run, "api", "429");

        assertThat(next(run, "api").allowed()).isTrue();
    }

    @Test
    void errorsMayAlsoBeCountedThroughOthers() {
        GuardRun run = run(false, 2);
        fail(run, "api", "429");
        fail(run, "api", "404");
        fail(run, "api", "429");

        assertThat(next(run, "api").explanation().detail()).isEqualTo("error_retry:429");
    }

    @ParameterizedTest
    @ValueSource(strings = {"404", "400", "out_of_stock", "strategy_invalid"})
    void errorsOfOtherClassesDoNotCount(String code) {
        GuardRun run = run(true, 1);
        for (int i = 0; i < 5; i++) {
            fail(run, "api", code);
        }

        assertThat(next(run, "api").allowed()).isTrue();
    }

    @Test
    void timeoutsCount() {
        GuardRun run = run(true, 2);
        for (int i = 0; i < 2; i++) {
            run.call(call("api"), arguments -> {
                throw new TimeoutException();
            });
        }

        assertThat(next(run, "api").explanation().detail()).isEqualTo("error_retry:timeout");
    }

    @Test
    void replaysOfAFailureAreNoErrors() {
        GuardPolicy policy = Given.tool(policy(true, 2), "refund", tool -> tool.effect(Effect.ONCE));
        GuardRun run = Given.run(policy);
        ToolCall refund = ToolCall.of("refund", "{}");
        run.record(run.check(refund).handle(), ToolResult.failedAfterEffect("timeout"));

        for (int i = 0; i < 5; i++) {
            assertThat(run.check(refund)).isInstanceOf(Decision.Cache.class);
        }

        assertThat(next(run, "refund").allowed()).isTrue();
    }

    @Test
    void codesWithoutEndDoNotFillTheRun() {
        GuardRun run = run(false, 2);
        for (int i = 0; i < 10_000; i++) {
            fail(run, "api", "weird_" + i + "_" + "x".repeat(1_000));
        }

        assertThat(run.snapshot().sections().get("fault").toString()).hasSizeLessThan(10_000);
    }

    private GuardRun run(boolean consecutive, int threshold) {
        return guard(consecutive, threshold).open(RunContext.anonymous());
    }

    private Guard guard(boolean consecutive, int threshold) {
        return Given.guard(policy(consecutive, threshold))
                .listener(event -> {
                    if (event instanceof GuardEvent.Quarantined quarantined) {
                        announced.add(quarantined);
                    }
                })
                .build();
    }

    private static GuardPolicy policy(boolean consecutive, int threshold) {
        return GuardPolicy.defaults()
                .withFaults(new FaultPolicy(true, false, threshold, CLASSES, ErrorClasses.EXPLICIT, consecutive));
    }

    private void fail(GuardRun run, String tool, String code) {
        run.record(next(run, tool).handle(), ToolResult.failed(code));
    }

    private Decision next(GuardRun run, String tool) {
        return run.check(call(tool));
    }

    private ToolCall call(String tool) {
        return ToolCall.of(tool, "{\"i\":" + calls++ + "}");
    }
}
