package dev.guardedtool.replay.report;

import static dev.guardedtool.replay.report.Reported.block;
import static dev.guardedtool.replay.report.Reported.cache;
import static dev.guardedtool.replay.report.Reported.call;
import static dev.guardedtool.replay.report.Reported.calls;
import static dev.guardedtool.replay.report.Reported.ok;
import static dev.guardedtool.replay.report.Reported.run;
import static dev.guardedtool.replay.report.Reported.said;
import static dev.guardedtool.replay.report.Reported.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.GuardReason;
import dev.guardedtool.Usage;
import dev.guardedtool.replay.RecordedEvent;
import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.ReplayedDecision;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTests {

    private static Excerpt of(RecordedRun run, ReplayedDecision decision) {
        return Excerpt.of(run, new Ruling(decision, null));
    }

    private static List<Integer> indices(Excerpt excerpt) {
        return excerpt.moments().stream().map(Moment::index).toList();
    }

    @Test
    void theLastEightEventsTheCallAndItsResultAreShown() {
        RecordedRun run = run(
                "set",
                "r",
                true,
                user("a"),
                call("find", "1"),
                ok("1"),
                call("find", "2"),
                ok("2"),
                call("find", "3"),
                ok("3"),
                said("b"),
                call("find", "4"),
                ok("4"),
                call("look", "5"),
                ok("5"),
                said("after"));

        Excerpt excerpt = of(run, block(10, "look", GuardReason.SEQUENCE_LOOP));

        assertThat(indices(excerpt)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void usageAndEmptyTextsAreNoEventsToShow() {
        RecordedRun run = run(
                "set",
                "r",
                true,
                user("a"),
                said(" "),
                new RecordedEvent.ModelUsage(Usage.of(null, 1, 1)),
                new RecordedEvent.Other("thought"),
                call("look", "{}"),
                ok("x"));

        assertThat(indices(of(run, block(4, "look", GuardReason.SEQUENCE_LOOP))))
                .containsExactly(0, 4, 5);
    }

    @Test
    void earlierCallsOfTheSameToolAreShownFromFarther() {
        List<RecordedEvent> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            events.add(call("look", "" + i));
            events.add(ok("looked " + i));
        }
        for (int i = 0; i < 10; i++) {
            events.add(call("find", "" + i));
            events.add(ok("found " + i));
        }
        events.add(call("look", "now"));
        RecordedRun run = run("set", "r", true, events.toArray(RecordedEvent[]::new));

        Excerpt excerpt = of(run, block(30, "look", GuardReason.ARG_JITTER_LOOP));

        assertThat(indices(excerpt)).containsExactly(4, 5, 6, 7, 8, 9, 22, 23, 24, 25, 26, 27, 28, 29, 30);
        assertThat(excerpt.repeated()).isNull();
    }

    @Test
    void theSourceOfAnAnswerFromMemoryIsShown() {
        RecordedRun run = calls("r", true, "look", 20);

        assertThat(indices(of(run, cache(38, "look", 3)))).startsWith(2, 3).contains(38, 39);
    }

    @Test
    void theLastResultOfTheSameCallIsShown() {
        List<RecordedEvent> events = new ArrayList<>();
        events.add(call("look", "{\"id\":1}"));
        events.add(ok("x"));
        for (int i = 0; i < 20; i++) {
            events.add(call("look", "{\"id\":2}"));
            events.add(ok("y"));
        }
        events.add(call("look", "{\"id\":1}"));
        RecordedRun run = run("set", "r", true, events.toArray(RecordedEvent[]::new));

        Excerpt excerpt = of(run, block(42, "look", GuardReason.IDENTICAL_TOOLCALL_LOOP));

        assertThat(excerpt.repeated()).isEqualTo(1);
        assertThat(indices(excerpt)).startsWith(0, 1);
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        String text = "x".repeat(1_999) + "\ud83d\ude00" + "y".repeat(100);
        RecordedRun run = run("set", "r", true, call("look", text), ok("x"));

        Moment moment =
                of(run, block(0, "look", GuardReason.SEQUENCE_LOOP)).moments().get(0);

        assertThat(moment.text()).isEqualTo(new Snippet("x".repeat(1_999), 2_101));
    }
}
