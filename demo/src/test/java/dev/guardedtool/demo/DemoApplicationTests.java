package dev.guardedtool.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.demo.agent.SupportAgent;
import dev.guardedtool.demo.script.Scenario;
import dev.guardedtool.demo.script.Scenarios;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class DemoApplicationTests {

    @Autowired
    private SupportAgent agent;

    @Autowired
    private Scenarios scenarios;

    @Test
    void answersInPiecesWhenStreaming() {
        Scenario scenario = scenarios.named("healthy-run").orElseThrow();

        List<String> pieces = Objects.requireNonNull(
                agent.stream(scenario, scenario.user()).collectList().block());

        assertThat(pieces).hasSizeGreaterThan(1);
        assertThat(String.join("", pieces)).isEqualTo("I refunded 89.00 euros for order A1001 and told the customer.");
    }
}
