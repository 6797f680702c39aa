package dev.guardedtool.replay.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.replay.RecordedRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitSuggestionTests {

    private static RecordedRun calling(int times, boolean success) {
        Made run = Made.run();
        for (int i = 0; i < times; i++) {
            run.ok("get_page", "{\"n\":" + i + "}", "page " + i);
        }
        return run.with(success);
    }

    private static List<RecordedRun> runs(int number, int calls, boolean success) {
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            runs.add(calling(calls, success));
        }
        return runs;
    }

    private static Proposal.MaxCalls limit(List<RecordedRun> successful, List<RecordedRun> failed) {
        List<RecordedRun> all = new ArrayList<>(successful);
        all.addAll(failed);
        Suggestion suggestion = Made.suggest(all.toArray(RecordedRun[]::new));
        return Made.proposed(Made.of(suggestion, "get_page"), Proposal.MaxCalls.class);
    }

    @Test
    void isARoundNumberAboveWhatSuccessfulRunsNeeded() {
        assertThat(limit(runs(40, 4, true), runs(3, 12, false)))
                .isEqualTo(new Proposal.MaxCalls(
                        8, Confidence.MEDIUM, "at most 4 in 40 successful runs, more than this in 3 failed runs"));
    }

    @Test
    void isNotProposedWhereFailedRunsDoNotGoBeyond() {
        assertThat(limit(runs(40, 4, true), runs(3, 8, false))).isNull();
    }

    @Test
    void isNotProposedFromFewRuns() {
        assertThat(limit(runs(10, 4, true), runs(10, 12, false))).isNull();
    }

    private static RecordedRun polling(int times, boolean success) {
        Made run = Made.run();
        for (int i = 0; i < times; i++) {
            run.ok("get_inbox", "{}", "mails " + i);
        }
        return run.with(success);
    }

    @Test
    void answersThatChangeByThemselvesAreNotServedAgain() {
        Suggestion suggestion = Made.suggest(polling(4, true));

        assertThat(Made.of(suggestion, "get_inbox").policy().repeats().cache()).isFalse();
    }

    @Test
    void answersThatChangeAfterWritesMayBeServedAgain() {
        Made run = Made.run();
        for (int i = 0; i < 6; i++) {
            run.ok("get_inbox", "{}", "mails " + i).ok("send_mail", "{\"n\":" + i + "}", "sent");
        }

        assertThat(Made.of(Made.suggest(run.done()), "get_inbox")
                        .policy()
                        .repeats()
                        .cache())
                .isNull();
    }

    @Test
    void polledToolsNeedAHigherLimitThanTheDefault() {
        Suggestion suggestion = Made.suggest(polling(30, true));

        assertThat(suggestion.loops())
                .containsExactly(new Proposal.PollLimit(
                        60,
                        Confidence.MEDIUM,
                        "at most 30 identical calls in 1 successful run, more than this in 0 failed runs"));
    }

    @Test
    void theDefaultLimitIsLeftAloneWhereItFits() {
        assertThat(Made.suggest(polling(5, true)).loops()).isEmpty();
    }
}
