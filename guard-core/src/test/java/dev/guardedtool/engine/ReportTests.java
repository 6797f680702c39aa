package dev.guardedtool.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.DecisionType;
import dev.guardedtool.Effect;
import dev.guardedtool.Money;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.check.CallView;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.Access;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.testing.Given;
import dev.guardedtool.testing.Together;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A report adds up. */
class ReportTests {

    @Test
    void anUnusedRunHasNothingToReport() {
        RunReport report = Given.run(GuardPolicy.defaults()).report();

        assertThat(report.allowed() + report.executed() + report.failed() + report.open() + report.refused())
                .isZero();
        assertThat(report.reasons()).isEmpty();
        assertThat(report.subject("effect")).isEmpty();
        assertThat(report.subject("nobody")).isEmpty();
        assertThat(report.count("policy_deny")).isZero();
    }

    @Test
    void everyCallIsCountedWhereItBelongs() {
        GuardPolicy policy = Given.tool(
                Given.tool(
                        GuardPolicy.defaults(),
                        "pay",
                        tool -> tool.effect(Effect.ONCE).cost(Money.of("0.5"))),
                "rm",
                tool -> tool.access(Access.DENY));
        GuardRun run = Given.run(policy);
        run.call(ToolCall.of("pay", "{}"), arguments -> "paid");
        run.call(ToolCall.of("pay", "{}"), arguments -> "paid");
        run.call(ToolCall.of("rm", "{}"), arguments -> "gone");
        run.call(ToolCall.of("look", "{}"), arguments -> {
            throw new IllegalStateException();
        });
        run.check(ToolCall.of("look", "{\"i\":1}"));
        run.observe(ToolCall.of("search", "{}"), ToolResult.ok("found elsewhere"));

        RunReport report = run.report();

        assertThat(report.runId()).isEqualTo(run.runId());
        assertThat(report.allowed()).isEqualTo(3);
        assertThat(report.executed()).isEqualTo(3);
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.open()).isEqualTo(1);
        assertThat(report.missed()).isZero();
        assertThat(report.wouldHave()).isZero();
        assertThat(report.refusals()).isEqualTo(Map.of(DecisionType.CACHE, 1, DecisionType.BLOCK, 1));
        assertThat(report.refused()).isEqualTo(2);
        assertThat(report.reasons()).isEqualTo(Map.of("idempotent_replay", 1, "policy_deny", 1));
        assertThat(report.subject("effect")).isEqualTo(Map.of("executed", Map.of("pay", 1)));
        assertThat(report.subject("rate")).isEqualTo(Map.of("calls", Map.of("pay", 1, "look", 2)));
        assertThat(report.subject("budget")).containsEntry("spent", Money.of("0.5"));
    }

    @Test
    void parallelCallsAddUp() throws Exception {
        GuardRun run = Given.run(Given.tool("capped", tool -> tool.maxCalls(10)));
        Together.run(
                32,
                i -> run.call(ToolCall.of("capped", "{\"i\":" + i + "}"), arguments -> {
                    if (i % 2 == 0) {
                        throw new IllegalStateException();
                    }
                    return i;
                }));

        RunReport report = run.report();

        assertThat(report.allowed()).isEqualTo(10);
        assertThat(report.executed()).isEqualTo(10);
        assertThat(report.refused(DecisionType.REWRITE)).isEqualTo(22);
        assertThat(report.count("max_calls_per_tool")).isEqualTo(22);
        assertThat(report.open()).isZero();
    }

    @Test
    void aReportDoesNotChangeAfterwards() {
        GuardRun run = Given.run(GuardPolicy.defaults());
        RunReport before = run.report();

        run.call(ToolCall.of("look", "{}"), arguments -> "seen");

        assertThat(before.executed()).isZero();
        assertThat(before.subject("rate")).isEmpty();
        assertThatThrownBy(() -> before.refusals().put(DecisionType.BLOCK, 1))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> before.reasons().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> before.subjects().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aSubjectOfTheApplicationReportsToo() {
        GuardModule module = new GuardModule() {
            @Override
            public String name() {
                return "mine";
            }

            @Override
            public Map<String, Object> report(RunView run) {
                return Map.of("run", run.runId());
            }
        };
        GuardRun run = Given.guard(GuardPolicy.defaults())
                .module(module)
                .build()
                .open(RunContext.anonymous().withRunId("r-1"));

        assertThat(run.report().subject("mine")).isEqualTo(Map.of("run", "r-1"));
    }

    @Test
    void reasonsWithoutEndAreNotAllCounted() {
        int[] count = {0};
        GuardRun run = Given.guard(GuardPolicy.defaults())
                .check(Checks.local(100, (CallView call) -> Checks.block("reason_" + count[0]++)))
                .build()
                .open(RunContext.anonymous());
        for (int i = 0; i < 5_000; i++) {
            run.check(ToolCall.of("look", "{}"));
        }

        assertThat(run.report().reasons()).hasSize(1_000);
        assertThat(run.report().refused()).isEqualTo(5_000);
    }
}
