package dev.guardedtool.replay.report;

import static dev.guardedtool.replay.report.Reported.block;
import static dev.guardedtool.replay.report.Reported.call;
import static dev.guardedtool.replay.report.Reported.data;
import static dev.guardedtool.replay.report.Reported.page;
import static dev.guardedtool.replay.report.Reported.replayed;
import static dev.guardedtool.replay.report.Reported.user;
import static dev.guardedtool.replay.report.Reported.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.Reason;
import dev.guardedtool.replay.RecordedEvent;
import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.ReplayedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever is recorded stays text. */
class HostileTextTests {

    static List<String> hostile() {
        return List.of(
                "</script><script>document.title = 'broken out'</script>",
                "</SCRIPT\t><img src=x onerror=alert(1)>",
                "<!--<script>",
                "<!-- --> ]]> <![CDATA[",
                "'\"`--></style></title><svg onload=alert(1)>",
                "{{style}}{{data}}",
                "&lt;b&gt;&#60;b&#62;",
                "\\u003c/script> \\",
                "line\u2028separators\u2029\u0085",
                "halves \ud800 and \udc00 of pairs",
                "a pair \ud83d\ude00 and \ufeff\uffff",
                "controls \u0000\u0001\b\f\u001b\u007f",
                "\u202eright to left\u202c\u200b",
                "__proto__");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void thePageIsMadeOfTheSameElements(String hostile) {
        String page = page(report(hostile));

        assertThat(occurrences("(?i)<script", page)).isEqualTo(2);
        assertThat(occurrences("(?i)</script", page)).isEqualTo(2);
        assertThat(occurrences("(?i)<!--|<!\\[|-->", page)).isZero();
        assertThat(occurrences("<", page)).isEqualTo(occurrences("<", page(report("harmless"))));
        assertThat(page.chars()).allMatch(c -> c == '\n' || (c >= ' ' && c <= '~'));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void theDataHoldsTheVeryText(String hostile) {
        JsonNode data = data(report(hostile));

        List<String> texts = new ArrayList<>();
        data.get("texts").forEach(text -> texts.add(text.asString()));
        assertThat(texts)
                .contains(
                        "dataset " + hostile,
                        "run " + hostile,
                        "model " + hostile,
                        "tool " + hostile,
                        "reason " + hostile,
                        "arguments " + hostile,
                        "result " + hostile,
                        "error " + hostile,
                        "user " + hostile);
        assertThat(data.get("note").asString()).isEqualTo(hostile);
        assertThat(data.at("/configurations/0").asString()).isEqualTo(hostile);
    }

    static HtmlReport report(String hostile) {
        Reason reason = () -> "reason " + hostile;
        String tool = "tool " + hostile;
        RecordedRun run = new RecordedRun(
                "dataset " + hostile,
                "run " + hostile,
                "model " + hostile,
                true,
                List.of(
                        user("user " + hostile),
                        call(tool, "arguments " + hostile),
                        new RecordedEvent.Result(false, "result " + hostile, "error " + hostile),
                        call(tool, "{\"" + hostile + "\":\"\"}"),
                        call(tool, "arguments " + hostile)));
        ReplayedRun replayed = replayed(run, warning(1, tool), block(4, tool, reason));
        HtmlReport report = HtmlReport.builder(hostile).note(hostile).build();
        report.add(replayed);
        return report;
    }

    private static long occurrences(String regex, String page) {
        return Pattern.compile(regex).matcher(page).results().count();
    }
}
