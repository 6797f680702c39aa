package dev.guardedtool.demo.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.demo.DemoApplication;
import dev.guardedtool.demo.launch.SpringLauncher;
import dev.guardedtool.demo.script.Scenario;
import dev.guardedtool.demo.script.Scenarios;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedScenariosTests {

    private final Scenarios scenarios = Scenarios.builtIn();
    private final Comparison comparison = new Comparison(SpringLauncher.of(DemoApplication.class), step -> {});

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            argument-jitter     | 6 | 4 | 1 reply            | rewrite arg_jitter_loop
            smart-reformulation | 9 | 7 | 1 reply            | rewrite max_calls_per_tool
            double-refund       | 5 | 3 | 1 refund, 1 reply  | cache idempotent_replay
            error-retry-spiral  | 6 | 4 | 1 reply            | rewrite same_failure
            ping-pong           | 8 | 6 | 1 reply            | rewrite sequence_loop
            injected-tool       | 5 | 3 | 1 reply, 1 address | block tool_unadvertised
            planted-order       | 5 | 3 | 1 refund, 1 reply  | block argument_source
            parallel-batch      | 3 | 3 | 1 refund, 1 reply  | cache idempotent_replay
            carrier-outage      | 5 | 5 | 1 reply            | block circuit_open, block circuit_open, \
            block circuit_open
            costly-lookups      | 6 | 5 | -                  | escalate cost_budget_exceeded
            hanging-payment     | 3 | 2 | 1 refund           | escalate effect_unknown
            mail-flood          | 5 | 3 | 2 replies          | block rate_limited
            stall               | 5 | 2 | -                  | cache identical_toolcall_loop_cache, \
            rewrite no_state_change_loop, cache identical_toolcall_loop_cache, finalize forced_finalize
            """)
    void endWithTheTaskCompleted(String name, int rounds, int calls, String sideEffects, String decisions) {
        Scenario scenario = scenarios.named(name).orElseThrow();

        Attempt attempt = comparison.attempt(scenario, true);

        assertThat(attempt.unmet()).isEmpty();
        assertThat(attempt.completed()).isTrue();
        assertThat(attempt.decisions().stream()
                        .map(entry -> entry.decision() + " " + entry.reason())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(decisions);
        assertThat(attempt.modelRounds()).isEqualTo(rounds);
        assertThat(attempt.toolCalls()).isEqualTo(calls);
        assertThat(attempt.sideEffects()).hasToString(sideEffects);
    }

    @Test
    void leaveTheHealthyRunAlone() {
        Scenario healthy = scenarios.named("healthy-run").orElseThrow();

        assertThat(comparison.attempt(healthy, true)).isEqualTo(comparison.attempt(healthy, false));
    }
}
