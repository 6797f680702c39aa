package dev.guardedtool.replay.report;

import static dev.guardedtool.replay.report.Reported.block;
import static dev.guardedtool.replay.report.Reported.cache;
import static dev.guardedtool.replay.report.Reported.call;
import static dev.guardedtool.replay.report.Reported.calls;
import static dev.guardedtool.replay.report.Reported.data;
import static dev.guardedtool.replay.report.Reported.harmful;
import static dev.guardedtool.replay.report.Reported.ok;
import static dev.guardedtool.replay.report.Reported.page;
import static dev.guardedtool.replay.report.Reported.replayed;
import static dev.guardedtool.replay.report.Reported.run;
import static dev.guardedtool.replay.report.Reported.said;
import static dev.guardedtool.replay.report.Reported.text;
import static dev.guardedtool.replay.report.Reported.warning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.DecisionType;
import dev.guardedtool.GuardReason;
import dev.guardedtool.replay.RecordedEvent;
import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.ReplayedDecision;
import dev.guardedtool.replay.ReplayedRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class HtmlReportTests {

    /** Three runs: touched twice and harmed, warned, and left alone. */
    private static HtmlReport mixed() {
        HtmlReport report = HtmlReport.of("default");
        report.add(replayed(
                calls("a", true, "send", 4),
                cache(2, "send", 1),
                harmful(block(4, "send", GuardReason.SAME_FAILURE)),
                block(6, "send", GuardReason.SAME_FAILURE)));
        report.add(replayed(calls("b", false, "look", 2), warning(2, "look")));
        report.add(replayed(calls("c", null, "look", 1)));
        report.add(replayed(run("set", "d", true, said("no call at all"))));
        return report;
    }

    @Test
    void theHeadlineCountsRunsByHowTheyEnded() {
        JsonNode all = data(mixed()).get("all");

        assertThat(all.get("runs").intValue()).isEqualTo(4);
        assertThat(all.get("calls").intValue()).isEqualTo(7);
        assertThat(all.get("withoutCalls").intValue()).isEqualTo(1);
        assertThat(all.get("judged")).hasToString("[1,1,1]");
        assertThat(all.get("figures")).hasToString("[[[1,1,1],[0,0,0],[0,0,0]]]");
    }

    @Test
    void aRuleCountsEachRunOnceAndEachDecision() {
        JsonNode data = data(mixed());

        JsonNode rule = row(data, "rules", "reason", "same_failure");
        assertThat(rule.get("decision").asString()).isEqualTo("block");
        assertThat(rule.at("/figures/0/0")).hasToString("[1,1,1,2,1,1]");
        assertThat(rule.at("/figures/0/1")).hasToString("[0,0,0,0,0,0]");
    }

    @Test
    void toolsAndDatasetsAreCountedOverAllRules() {
        JsonNode data = data(mixed());

        assertThat(row(data, "tools", "tool", "send").at("/figures/0/0")).hasToString("[1,1,1,3,1,1]");
        assertThat(row(data, "datasets", "dataset", "set").at("/figures/0/0")).hasToString("[1,1,1,3,1,1]");
        assertThat(row(data, "datasets", "dataset", "set").get("calls").intValue())
                .isEqualTo(7);
    }

    @Test
    void warningsAreNoInterventions() {
        JsonNode data = data(mixed());

        assertThat(data.at("/rules/of").intValue()).isEqualTo(2);
        assertThat(data.at("/tools/of").intValue()).isEqualTo(1);
        assertThat(data.at("/interventions/of").intValue()).isEqualTo(3);
        JsonNode warning = row(data, "warnings", "reason", "error_streak");
        assertThat(text(data, warning.get("tool"))).isEqualTo("look");
        assertThat(warning.at("/figures/0/1")).hasToString("[1,0,0,1,0,0]");
    }

    @Test
    void aTextOfTheAssistantHasNoTool() {
        HtmlReport report = HtmlReport.of("default");
        report.add(replayed(
                run("set", "r", true, call("look", "{}"), ok(""), said("wait")),
                new ReplayedDecision(
                        2, null, DecisionType.REWRITE, GuardReason.NO_STATE_CHANGE_LOOP, null, null, false, false)));

        JsonNode data = data(report);
        assertThat(text(data, data.at("/tools/rows/0/tool"))).isEmpty();
        assertThat(text(data, data.at("/interventions/items/0/tool"))).isEmpty();
    }

    @Test
    void anInterventionIsShownWithItsRun() {
        JsonNode data = data(mixed());

        JsonNode second = data.at("/interventions/items/1");
        assertThat(text(data, second.get("dataset"))).isEqualTo("set");
        assertThat(text(data, second.get("run"))).isEqualTo("a");
        assertThat(text(data, second.get("model"))).isEqualTo("model");
        assertThat(second.get("verdict").intValue()).isZero();
        assertThat(second.get("event").intValue()).isEqualTo(4);
        assertThat(second.at("/decisions/0/harmful").booleanValue()).isTrue();
        assertThat(second.at("/decisions/0/suppressed").booleanValue()).isTrue();
        assertThat(data.at("/interventions/items/0/decisions/0/servedFrom").intValue())
                .isEqualTo(1);
    }

    @Test
    void rareRulesAreKeptAmongFrequentOnes() {
        HtmlReport report = HtmlReport.builder("default").interventions(10).build();
        for (int i = 0; i < 200; i++) {
            report.add(replayed(calls("often " + i, true, "look", 2), cache(2, "look", 1)));
        }
        report.add(replayed(calls("seldom", true, "look", 2), block(2, "look", GuardReason.ARG_JITTER_LOOP)));

        JsonNode data = data(report);
        assertThat(data.at("/interventions/of").intValue()).isEqualTo(201);
        assertThat(data.at("/interventions/items").size()).isEqualTo(10);
        assertThat(text(data, data.at("/interventions/items/9/run"))).isEqualTo("seldom");
        assertThat(row(data, "rules", "decision", "cache").at("/figures/0/0/3").intValue())
                .isEqualTo(200);
    }

    @Test
    void theSameRunsGiveTheSameBytes() {
        assertThat(page(mixed())).isEqualTo(page(mixed()));
    }

    @Test
    void writingTwiceGivesTheSame() {
        HtmlReport report = mixed();

        assertThat(page(report)).isEqualTo(page(report));
    }

    @Test
    void thePageStaysBelowFifteenMillionBytes() {
        HtmlReport report = HtmlReport.of("default");
        for (int i = 0; i < 2_500; i++) {
            report.add(replayed(longTexts(i), cache(10, "look", 9)));
        }

        String page = page(report);
        JsonNode data = data(page);
        JsonNode moments = data.at("/interventions/items/0/moments");
        int context = text(data, moments.get(0).get("text")).length();
        assertThat(page).hasSizeBetween(13_000_000, 15_000_000);
        assertThat(data.at("/interventions/items").size()).isEqualTo(2_000);
        assertThat(context).isBetween(50, 499);
        assertThat(text(data, moments.get(moments.size() - 1).get("text"))).hasSize(4 * context);
        assertThat(data.at("/texts/" + moments.get(0).get("text") + "/1").intValue())
                .isGreaterThan(5_000);
    }

    private static RecordedRun longTexts(int run) {
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            events.add(call("look", run + "/" + i + "<".repeat(5_000)));
            events.add(ok(run + "/" + i + "\u20ac".repeat(5_000)));
        }
        return new RecordedRun("set", "run " + run, null, true, events);
    }

    @Test
    void thePageNamesTheHashesOfItsScriptAndStyle() {
        String page = page(mixed());

        assertThat(page)
                .contains("script-src '" + hash(page, "<script>([^<]*(?:<(?!/script)[^<]*)*)</script>") + "'")
                .contains("style-src '" + hash(page, "<style>([^<]*)</style>") + "'")
                .contains("default-src 'none'");
    }

    private static String hash(String page, String element) {
        Matcher content = Pattern.compile(element).matcher(page);
        assertThat(content.find()).isTrue();
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(content.group(1).getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void thePageRefersToNothingElse() {
        assertThat(page(mixed()))
                .doesNotContainIgnoringCase("http:")
                .doesNotContainIgnoringCase("https:")
                .doesNotContainIgnoringCase("url(")
                .doesNotContainIgnoringCase("@import")
                .doesNotContainIgnoringCase(" src=")
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }

    @Test
    void aReportOfNothingIsAPageToo() {
        JsonNode data = data(HtmlReport.of("default"));

        assertThat(data.at("/all/runs").intValue()).isZero();
        assertThat(data.at("/interventions/items").size()).isZero();
    }

    @Test
    void aFileHoldsThePage(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        Files.writeString(file, "x".repeat(1_000_000));

        mixed().write(file);

        assertThat(file).hasContent(page(mixed()));
    }

    @Test
    void oneConfigurationTakesOneReplay() {
        Supplier<ReplayedRun> run = () -> replayed(calls("a", true, "look", 1));

        assertThatThrownBy(() -> HtmlReport.of("default").add(run.get(), run.get()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> HtmlReport.comparing("one", "other").add(run.get()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theNumberOfInterventionsHasBounds() {
        assertThatThrownBy(() -> HtmlReport.builder("default").interventions(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HtmlReport.builder("default").interventions(5_001))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The row in which that field says that, itself or by number. */
    private static JsonNode row(JsonNode data, String table, String field, String value) {
        for (JsonNode row : data.at("/" + table + "/rows")) {
            JsonNode said = row.get(field);
            if (value.equals(said.isNumber() ? text(data, said) : said.asString())) {
                return row;
            }
        }
        throw new AssertionError("no " + value + " in " + table);
    }
}
