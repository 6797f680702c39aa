package dev.guardedtool.demo.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.demo.shop.SideEffects;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTests {

    private final Attempt without = attempt(new SideEffects(2, 1, 0, 0), List.of(), false, "it broke");
    private final Attempt with = attempt(
            new SideEffects(1, 1, 0, 0),
            List.of(
                    new GuardLog.Entry("cache", "idempotent_replay", "refund", "", "This was done before."),
                    new GuardLog.Entry("cache", "idempotent_replay", "refund", "", "This was done before."),
                    new GuardLog.Entry("rewrite", "no_state_change_loop", null, "", "You are not making progress.")),
            true,
            null);
    private final Report report = Report.of(List.of(new Report.Result("twice", "Two refunds", without, with)));

    @Test
    void writesEveryFigureAndDecisionAsJson() {
        JsonNode json = JsonMapper.shared().readTree(report.toJson());

        assertThat(json.propertyNames()).containsExactly("scenarios", "totals");
        JsonNode scenario = json.at("/scenarios/0");
        assertThat(scenario.propertyNames()).containsExactly("name", "title", "without", "with");
        assertThat(scenario.get("with").propertyNames())
                .containsExactly(
                        "model_rounds",
                        "tool_calls",
                        "tool_calls_by_tool",
                        "side_effects",
                        "input_tokens",
                        "output_tokens",
                        "cost",
                        "decisions",
                        "completed",
                        "unmet",
                        "reply",
                        "failure");
        assertThat(scenario.at("/with/side_effects").propertyNames())
                .containsExactly("refunds", "replies", "address_changes", "accounts_deleted");
        assertThat(scenario.at("/with/decisions")).hasSize(3);
        assertThat(scenario.at("/with/decisions/0")).hasToString("""
                {"decision":"cache","reason":"idempotent_replay","tool":"refund","detail":"","text":"This was done before."}""");
        assertThat(scenario.at("/with/decisions/2/tool").isNull()).isTrue();
        assertThat(scenario.at("/without/failure").asString()).isEqualTo("it broke");
        assertThat(json.at("/totals/without/completed").asInt()).isZero();
        assertThat(json.at("/totals/with/completed").asInt()).isEqualTo(1);
        assertThat(json.at("/totals/with/decisions").asInt()).isEqualTo(3);
    }

    @Test
    void laysOutATableThatFitsATerminal() {
        assertThat(report.toTable().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(report.toTable()).isEqualTo("""
                scenario              guard  rounds  calls  side effects          cost     what the guard did                       done
                ------------------------------------------------------------------------------------------------------------------------
                twice                 off    3       4      2 refunds, 1 reply    $0.0124  request failed: it broke                 NO
                                      on     3       4      1 refund, 1 reply     $0.0124  cache idempotent_replay x2, rewrite      yes
                                                                                           no_state_change_loop
                ------------------------------------------------------------------------------------------------------------------------
                without the guard: 0 of 1 tasks completed, 3 model rounds, 4 tool calls, 3 side effects, $0.0124
                with the guard:    1 of 1 tasks completed, 3 model rounds, 4 tool calls, 2 side effects, $0.0124
                """);
    }

    private static Attempt attempt(
            SideEffects effects, List<GuardLog.Entry> decisions, boolean completed, @Nullable String failure) {
        return new Attempt(
                3,
                4,
                Map.of("refund", 4),
                effects,
                100,
                10,
                new BigDecimal("0.01235"),
                decisions,
                completed,
                completed ? List.of() : List.of("the request failed"),
                "Done.",
                failure);
    }
}
