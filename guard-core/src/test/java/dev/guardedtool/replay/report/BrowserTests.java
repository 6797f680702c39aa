package dev.guardedtool.replay.report;

import static dev.guardedtool.replay.report.Reported.block;
import static dev.guardedtool.replay.report.Reported.cache;
import static dev.guardedtool.replay.report.Reported.call;
import static dev.guardedtool.replay.report.Reported.calls;
import static dev.guardedtool.replay.report.Reported.harmful;
import static dev.guardedtool.replay.report.Reported.ok;
import static dev.guardedtool.replay.report.Reported.page;
import static dev.guardedtool.replay.report.Reported.replayed;
import static dev.guardedtool.replay.report.Reported.run;
import static dev.guardedtool.replay.report.Reported.warning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.guardedtool.GuardReason;
import dev.guardedtool.replay.RecordedRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The page in a real browser, where there is one. */
class BrowserTests {

    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void findABrowser() {
        Optional<Browser> found = Browser.in(folder);
        assumeTrue(found.isPresent(), "no browser to look at the page with");
        browser = found.get();
    }

    private static JsonNode answer(String page, String body) {
        JsonNode answered = ask(page, body);
        assertThat(answered.get("problems")).isEmpty();
        return answered.get("answer");
    }

    private static JsonNode ask(String page, String body) {
        try {
            return browser.ask(page, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String HELPERS = """
            const press = (key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
            const button = (within, text) => Array.from(within.querySelectorAll('button')).find((one) => one.textContent === text);
            const viewer = byId('interventions');
            const position = () => viewer.querySelector('.position').textContent;
            const title = () => viewer.querySelector('.detail h3').textContent;
            const set = (control, value) => { control.value = value; control.dispatchEvent(new Event('change')); };
            const rows = (table) => Array.from(byId(table).querySelectorAll('tbody tr'),
              (row) => Array.from(row.children, (cell) => cell.textContent).join('|'));
            """;

    private static HtmlReport three() {
        HtmlReport report = HtmlReport.of("default");
        report.add(replayed(calls("a", true, "send", 3), harmful(cache(2, "send", 1))));
        report.add(replayed(
                calls("b", false, "look", 3),
                block(2, "look", GuardReason.SAME_FAILURE),
                block(4, "look", GuardReason.SAME_FAILURE)));
        report.add(replayed(calls("c", true, "find", 3), warning(4, "find")));
        return report;
    }

    @Test
    void hostileTextsAreShownAndNotObeyed() {
        String hostile = String.join(" ", HostileTextTests.hostile());
        JsonNode answer = answer(page(HostileTextTests.report(hostile)), """
                return {
                  ready: document.body.className, title: document.title,
                  scripts: document.scripts.length, images: document.images.length,
                  shown: document.querySelector('#interventions pre').textContent,
                };
                """);

        assertThat(answer.get("ready").asString()).isEqualTo("ready");
        assertThat(answer.get("title").asString()).startsWith("Replay report: ");
        assertThat(answer.get("scripts").intValue()).isEqualTo(4);
        assertThat(answer.get("images").intValue()).isZero();
        assertThat(answer.get("shown").asString())
                .startsWith("arguments </script><script>document.title = 'broken out'</script>");
    }

    @Test
    void whatCannotBeSeenIsNamed() {
        JsonNode answer = answer(page(three()), """
                return ['a\\u202eb', '\\ud800', '\\u200b\\u200b\\u200b\\u200b\\u200b', 'line\\nline', '\\u{1f600}']
                  .map((text) => el('p', {}, visible(text)).textContent);
                """);

        assertThat(answer)
                .hasToString("[\"aU+202Eb\",\"U+D800\",\"U+200B U+200B U+200B +2\",\"line\\nline\",\"\ud83d\ude00\"]");
    }

    @Test
    void oneCanPageWithButtonsAndKeys() {
        JsonNode answer = answer(page(three()), HELPERS + """
                const seen = [];
                const look = () => seen.push(position() + ' ' + title());
                look();
                button(viewer, 'Next').click(); look();
                press('ArrowRight'); look();
                press('ArrowRight'); look();
                seen.push(button(viewer, 'Next').disabled);
                press('ArrowLeft'); look();
                button(viewer, 'Previous').click(); look();
                press('ArrowLeft'); look();
                seen.push(button(viewer, 'Previous').disabled);
                return seen;
                """);

        assertThat(answer.valueStream().map(JsonNode::asString))
                .containsExactly(
                        "1 of 3 send",
                        "2 of 3 look",
                        "3 of 3 look",
                        "3 of 3 look",
                        "true",
                        "2 of 3 look",
                        "1 of 3 send",
                        "1 of 3 send",
                        "true");
    }

    @Test
    void filtersNarrowWhatIsPagedThrough() {
        JsonNode answer = answer(page(three()), HELPERS + """
                const seen = [];
                const controls = interventions.controls;
                set(controls.rule, controls.rule.options[1].value); seen.push(position());
                button(viewer, 'Clear filters').click(); seen.push(position());
                controls.harmful.click(); seen.push(position() + ' ' + title());
                interventions.clear();
                set(controls.verdict, '1'); seen.push(position());
                interventions.clear();
                const search = viewer.querySelector('input[type=search]');
                search.value = 'RESULT 2'; search.dispatchEvent(new Event('input')); seen.push(position());
                search.value = 'nowhere'; search.dispatchEvent(new Event('input')); seen.push(position());
                button(byId('tools-table'), 'send').click(); seen.push(position());
                return seen;
                """);

        assertThat(answer.valueStream().map(JsonNode::asString))
                .containsExactly(
                        "1 of 2 filtered from 3",
                        "2 of 3",
                        "1 of 1 filtered from 3 send",
                        "1 of 2 filtered from 3",
                        "1 of 1 filtered from 3",
                        "None of 3",
                        "1 of 1 filtered from 3");
    }

    @Test
    void tablesAreSortedAndNarrowedToRunsThatEndedInOneWay() {
        JsonNode answer = answer(page(three()), HELPERS + """
                const seen = [rows('tools-table')];
                button(byId('tools-table'), 'interventions').click(); seen.push(rows('tools-table'));
                byId('breakdown-controls').querySelector('input[value="1"]').click(); seen.push(rows('tools-table'));
                seen.push(rows('warnings-table'));
                return seen;
                """);

        assertThat(answer.at("/0/0").asString()).startsWith("look|1");
        assertThat(answer.at("/0/1").asString()).isEqualTo("send|133.3\u00a0%|133.3\u00a0%|133.3\u00a0%|1|1|1");
        assertThat(answer.at("/1/0").asString()).isEqualTo("look|133.3\u00a0%|0|0|2|0|0");
        assertThat(answer.get(2)).hasToString("[\"look|1100.0\u00a0%|0|0|2|0|0\"]");
        assertThat(answer.get(3)).isEmpty();
    }

    @Test
    void jsonIsLaidOutWithoutChangingItsValues() {
        JsonNode answer = answer(page(three()), """
                return ['{"n":9007199254740993,"a":[1.0,2],"a":null}', '[1] 2', '{x}', '{"long":"' + 'x'.repeat(90) + '","b":[{"c":' ]
                  .map(readable);
                """);

        assertThat(answer.get(0).asString()).isEqualTo("{\"n\": 9007199254740993, \"a\": [1.0, 2], \"a\": null}");
        assertThat(answer.get(1).asString()).isEqualTo("[1] 2");
        assertThat(answer.get(2).asString()).isEqualTo("{x}");
        assertThat(answer.get(3).asString())
                .isEqualTo("{\n  \"long\": \"" + "x".repeat(90) + "\",\n  \"b\": [{\"c\": ");
    }

    @Test
    void twoConfigurationsStandSideBySide() {
        RecordedRun run = run("set", "r", true, call("look", "{}"), ok("x"), call("look", "{}"), ok("y"));
        HtmlReport report = HtmlReport.comparing("one", "other");
        report.add(replayed(run, harmful(cache(2, "look", 1))), replayed(run));
        report.add(
                replayed(calls("s", false, "find", 2), block(2, "find", GuardReason.SAME_FAILURE)),
                replayed(calls("s", false, "find", 2), cache(2, "find", 1)));

        JsonNode answer = answer(page(report), HELPERS + """
                return {
                  rules: rows('rules-table'),
                  differences: rows('differences'),
                  headline: rows('headline'),
                  runs: Array.from(document.querySelectorAll('#different .list .under'), (row) => row.textContent),
                  marked: Array.from(viewer.querySelectorAll('mark'), (mark) => mark.textContent),
                };
                """);

        assertThat(answer.get("rules").toString()).contains("identical_toolcall_loop_cache|cache|1|1|0|1|0|\u22121");
        assertThat(answer.get("differences").toString())
                .contains("Only one steps in|1|0", "Both step in, differently|0|1");
        assertThat(answer.get("headline").toString()).contains("Difference|\u22121|\u2212100.00\u00a0pp");
        assertThat(answer.get("runs").toString()).contains("only one", "both, differently");
        assertThat(answer.get("marked")).hasToString("[\"x\",\"y\"]");
    }

    @Test
    void answersThatDifferOnlyInWhatIsCutOffAreNotCalledTheSame() {
        String text = "x".repeat(3_000);
        HtmlReport report = HtmlReport.of("default");
        report.add(replayed(
                run("set", "r", true, call("look", "{}"), ok(text + "y"), call("look", "{}"), ok(text + "z")),
                harmful(cache(2, "look", 1))));

        assertThat(answer(page(report), "return document.querySelector('.answers + .aside').textContent;"))
                .hasToString("\"They differ in what is cut off here.\"");
    }

    @Test
    void aPageWithoutInterventionsRendersToo() {
        assertThat(answer(page(HtmlReport.of("default")), HELPERS + "return [position(), document.body.className];"))
                .hasToString("[\"None of 0\",\"ready\"]");
    }

    @Test
    void aScriptThatThePageDoesNotNameIsNotRun() {
        String broken = page(three()).replace("<main>", "<main><script>document.title = 'broken out'</script>");

        JsonNode answered = ask(broken, "return document.title;");

        assertThat(answered.get("answer").asString()).isEqualTo("Replay report: default");
        assertThat(answered.get("problems").toString()).contains("policy: script-src");
    }
}
