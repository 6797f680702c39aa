package dev.guardedtool.replay.report;

import static dev.guardedtool.replay.report.Reported.block;
import static dev.guardedtool.replay.report.Reported.cache;
import static dev.guardedtool.replay.report.Reported.calls;
import static dev.guardedtool.replay.report.Reported.data;
import static dev.guardedtool.replay.report.Reported.harmful;
import static dev.guardedtool.replay.report.Reported.replayed;
import static dev.guardedtool.replay.report.Reported.text;
import static dev.guardedtool.replay.report.Reported.warning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.GuardReason;
import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.ReplayedDecision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two configurations side by side. */
class ComparisonTests {

    private static final RecordedRun RUN = calls("run", true, "look", 5);
    private static final ReplayedDecision CACHE = cache(2, "look", 1);
    private static final ReplayedDecision BLOCK = block(2, "look", GuardReason.ARG_JITTER_LOOP);
    private static final ReplayedDecision BLOCK_LATER = block(8, "look", GuardReason.ARG_JITTER_LOOP);

    private static JsonNode compared(List<ReplayedDecision> first, List<ReplayedDecision> second) {
        HtmlReport report = HtmlReport.comparing("one", "other");
        report.add(
                replayed(RUN, first.toArray(ReplayedDecision[]::new)),
                replayed(RUN, second.toArray(ReplayedDecision[]::new)));
        return data(report);
    }

    @Test
    void onlyTheFirstStepsIn() {
        JsonNode data = compared(List.of(CACHE), List.of());

        assertThat(data.at("/differences/first")).hasToString("[1,0,0]");
        assertThat(data.at("/differentRuns/items/0/difference").asString()).isEqualTo("first");
        assertThat(data.at("/interventions/items/0/decisions/1").isNull()).isTrue();
    }

    @Test
    void onlyTheSecondStepsIn() {
        JsonNode data = compared(List.of(), List.of(CACHE));

        assertThat(data.at("/differences/second")).hasToString("[1,0,0]");
        assertThat(data.at("/differentRuns/items/0/difference").asString()).isEqualTo("second");
        assertThat(data.at("/interventions/items/0/decisions/0").isNull()).isTrue();
    }

    @Test
    void bothStepInForDifferentReasons() {
        JsonNode data = compared(List.of(CACHE), List.of(BLOCK));

        assertThat(data.at("/differences/both")).hasToString("[1,0,0]");
        assertThat(data.at("/interventions/of").intValue()).isEqualTo(1);
        assertThat(data.at("/interventions/items/0/decisions/0/decision").asString())
                .isEqualTo("cache");
        assertThat(data.at("/interventions/items/0/decisions/1/decision").asString())
                .isEqualTo("block");
    }

    @Test
    void bothStepInWhereTheOtherDoesNot() {
        JsonNode data = compared(List.of(CACHE), List.of(cache(4, "look", 1)));

        assertThat(data.at("/differences/both")).hasToString("[1,0,0]");
        assertThat(data.at("/differentRuns/items/0/rulings").size()).isEqualTo(2);
    }

    @Test
    void bothStepInAlike() {
        JsonNode data = compared(List.of(CACHE), List.of(CACHE));

        assertThat(data.at("/differences/none")).hasToString("[1,0,0]");
        assertThat(data.at("/differentRuns/of").intValue()).isZero();
        assertThat(data.at("/interventions/of").intValue()).isEqualTo(1);
    }

    @Test
    void warningsMakeNoDifference() {
        JsonNode data = compared(List.of(warning(2, "look")), List.of());

        assertThat(data.at("/differences/none")).hasToString("[1,0,0]");
        assertThat(data.at("/warnings/rows/0/figures/0/0/0").intValue()).isEqualTo(1);
        assertThat(data.at("/warnings/rows/0/figures/1/0/0").intValue()).isZero();
    }

    @Test
    void figuresOfBothStandInOneRow() {
        JsonNode data = compared(List.of(harmful(CACHE), cache(4, "look", 1)), List.of(CACHE, BLOCK_LATER));

        assertThat(data.at("/rules/of").intValue()).isEqualTo(2);
        assertThat(data.at("/all/figures")).hasToString("[[[1,1,1],[0,0,0],[0,0,0]],[[1,0,0],[0,0,0],[0,0,0]]]");
        for (JsonNode rule : data.at("/rules/rows")) {
            boolean cached = rule.get("decision").asString().equals("cache");
            assertThat(rule.at("/figures/0/0")).hasToString(cached ? "[1,1,1,2,1,1]" : "[0,0,0,0,0,0]");
            assertThat(rule.at("/figures/1/0")).hasToString("[1,0,0,1,0,0]");
        }
    }

    @Test
    void theFirstPlaceWhereTheyPartIsShown() {
        JsonNode data = compared(List.of(CACHE), List.of(CACHE, BLOCK_LATER));

        assertThat(data.at("/differentRuns/items/0/first/event").intValue()).isEqualTo(8);
        assertThat(text(data, data.at("/differentRuns/items/0/first/run"))).isEqualTo("run");
    }

    @Test
    void ofARunWithManyInterventionsTheFirstAreListed() {
        RecordedRun run = calls("run", true, "look", 100);
        List<ReplayedDecision> decisions = new ArrayList<>();
        for (int i = 1; i < 100; i++) {
            decisions.add(cache(2 * i, "look", 1));
        }
        HtmlReport report = HtmlReport.comparing("one", "other");
        report.add(replayed(run, decisions.toArray(ReplayedDecision[]::new)), replayed(run));

        JsonNode different = data(report).at("/differentRuns/items/0");
        assertThat(different.get("rulings").size()).isEqualTo(40);
        assertThat(different.get("more").intValue()).isEqualTo(59);
    }

    @Test
    void aQuarterAsManyRunsAsInterventionsAreKept() {
        HtmlReport report = HtmlReport.builder("one", "other").interventions(20).build();
        for (int i = 0; i < 50; i++) {
            RecordedRun run = calls("run " + i, i % 2 == 0, "look", 3);
            if (i == 40) {
                report.add(replayed(run), replayed(run, BLOCK));
            } else {
                report.add(replayed(run, CACHE), replayed(run));
            }
        }

        JsonNode data = data(report);
        assertThat(data.at("/differentRuns/of").intValue()).isEqualTo(50);
        assertThat(data.at("/differentRuns/items").size()).isEqualTo(5);
        assertThat(data.at("/differentRuns/items").findValuesAsString("difference"))
                .contains("second");
    }

    @Test
    void differentRunsCannotBeCompared() {
        HtmlReport report = HtmlReport.comparing("one", "other");

        assertThatThrownBy(() -> report.add(replayed(RUN), replayed(calls("other", true, "look", 5))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not the same run: run and other");
    }
}
