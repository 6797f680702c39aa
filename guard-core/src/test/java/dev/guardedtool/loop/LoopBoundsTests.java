package dev.guardedtool.loop;

import static dev.guardedtool.loop.DecisionAssert.expect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.LoopPolicy.Repeat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run remembers does not grow with the run. */
class LoopBoundsTests {

    @Test
    void theLeastRecentlyUsedAnswerIsForgotten() {
        Talk talk = Talk.with(Talk.repeat(Talk.policy(), given -> entries(given, 2)));
        twice(talk, 1);
        twice(talk, 2);
        expect(talk.check("look", "{\"id\":1}")).toBeServed("same");

        twice(talk, 3);

        expect(talk.check("look", "{\"id\":1}")).toBeServed("same");
        expect(talk.ok("look", "{\"id\":2}", "same")).toRun();
    }

    @Test
    void aNewAnswerReplacesTheOldOneEvenWhenThereIsNoRoom() {
        Talk talk = Talk.with(Talk.repeat(Talk.policy(), given -> entries(given, 1)));
        talk.ok("look", "{}", "old");
        talk.ok("look", "{}", "new");
        talk.ok("look", "{}", "new");

        expect(talk.check("look", "{}")).toBeServed("new");
    }

    @Test
    void aLongRunRemembersNoMoreThanAMediumOne() {
        GuardPolicy policy = Talk.policy(look -> look.queryArgs(List.of("q")));
        Talk talk = Talk.with(Talk.repeat(policy, given -> entries(given, 50)));

        int medium = afterCalls(talk, 0, 9_000);
        int large = afterCalls(talk, 9_000, 18_000);

        assertThat(large).isLessThan(medium + medium / 20);
    }

    @Test
    @SuppressWarnings("unchecked")
    void theReportShowsTheLastCallsAndWhatIsDistinct() {
        Talk talk = Talk.with(Talk.policy());
        for (int i = 0; i < 20; i++) {
            talk.ok(i % 2 == 0 ? "look" : "glance", "{\"id\":" + i + "}", i / 2);
        }

        Map<String, Object> report = talk.run().report().subject("loop");

        assertThat((List<String>) report.get("stream"))
                .hasSize(12)
                .startsWith("look", "glance")
                .endsWith("glance");
        assertThat(report)
                .containsEntry("unique_calls", 20)
                .containsEntry("unique_results", 10)
                .containsEntry("stall_rewrites", 0)
                .containsEntry("stall_streak", 0)
                .containsEntry("stall_pattern_streak", 0);
    }

    private static void twice(Talk talk, int id) {
        for (int i = 0; i < 2; i++) {
            expect(talk.ok("look", "{\"id\":" + id + "}", "same")).toRun();
        }
    }

    private static int afterCalls(Talk talk, int from, int to) {
        for (int i = from; i < to; i++) {
            String tool = i % 3 == 0 ? "tool-" + i : "look";
            if (i % 5 == 0) {
                talk.fails(tool, "{\"q\":\"question " + i + "\"}", "error " + i);
            } else {
                talk.ok(tool, "{\"q\":\"question " + i + "\"}", i);
            }
        }
        Map<String, Object> section = talk.run().snapshot().sections().get("loop");
        return section.toString().length();
    }

    private static Repeat entries(Repeat given, int most) {
        return new Repeat(
                true,
                given.threshold(),
                given.window(),
                given.judgement(),
                given.perCaller(),
                given.pollLimit(),
                most,
                given.ttl());
    }
}
