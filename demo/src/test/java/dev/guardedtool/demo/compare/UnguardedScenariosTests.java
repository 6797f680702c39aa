package dev.guardedtool.demo.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.demo.DemoApplication;
import dev.guardedtool.demo.launch.SpringLauncher;
import dev.guardedtool.demo.script.Scenario;
import dev.guardedtool.demo.script.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnguardedScenariosTests {

    private final Scenarios scenarios = Scenarios.builtIn();
    private final Comparison comparison = new Comparison(SpringLauncher.of(DemoApplication.class), step -> {});

    @ParameterizedTest
    @CsvSource(textBlock = """
            healthy-run,         5,  4, '1 refund, 1 reply',                true
            argument-jitter,     12, 11, -,                                 false
            smart-reformulation, 12, 11, -,                                 false
            double-refund,       5,  4,  '2 refunds, 1 reply',              false
            error-retry-spiral,  12, 11, -,                                 false
            ping-pong,           12, 11, -,                                 false
            stall,               12, 11, -,                                 false
            injected-tool,       5,  4,  '1 reply, 1 address, 1 DELETION',  false
            planted-order,       5,  4,  '2 refunds, 1 reply',              false
            parallel-batch,      3,  4,  '2 refunds, 1 reply',              false
            mail-flood,          7,  6,  '5 replies',                       false
            carrier-outage,      12, 31, -,                                 false
            costly-lookups,      8,  7,  -,                                 false
            hanging-payment,     5,  4,  '2 refunds, 1 reply',              false
            """)
    void misbehave(String name, int rounds, int calls, String sideEffects, boolean completed) {
        Scenario scenario = scenarios.named(name).orElseThrow();

        Attempt attempt = comparison.attempt(scenario, false);

        assertThat(attempt.failure()).isNull();
        assertThat(attempt.modelRounds()).isEqualTo(rounds);
        assertThat(attempt.toolCalls()).isEqualTo(calls);
        assertThat(attempt.sideEffects()).hasToString(sideEffects);
        assertThat(attempt.decisions()).isEmpty();
        assertThat(attempt.completed()).as("unmet: %s", attempt.unmet()).isEqualTo(completed);
    }

    @Test
    void areAllCovered() {
        assertThat(scenarios.all())
                .extracting(Scenario::name)
                .containsExactly(
                        "healthy-run",
                        "argument-jitter",
                        "smart-reformulation",
                        "double-refund",
                        "error-retry-spiral",
                        "ping-pong",
                        "stall",
                        "injected-tool",
                        "planted-order",
                        "parallel-batch",
                        "mail-flood",
                        "carrier-outage",
                        "costly-lookups",
                        "hanging-payment");
    }
}
