package dev.guardedtool.replay;

import static dev.guardedtool.replay.Given.call;
import static dev.guardedtool.replay.Given.ok;
import static dev.guardedtool.replay.Given.run;
import static dev.guardedtool.replay.Given.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.guardedtool.DecisionType;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Reason;
import dev.guardedtool.ToolName;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplaySummaryTests {

    private static final String LOOP = "identical_toolcall_loop_cache";

    private final ReplaySummary summary = new ReplaySummary();

    private static ReplayedRun replayed(String dataset, @Nullable Boolean success, ReplayedDecision... decisions) {
        return new ReplayedRun(
                run(dataset, "r", success, call("a", "{}"), ok("x"), call("b", "{}"), ok("x")), List.of(decisions));
    }

    private static ReplayedDecision cached(String tool, boolean harmful, boolean suppressed) {
        return new ReplayedDecision(
                0,
                ToolName.of(tool),
                DecisionType.CACHE,
                GuardReason.IDENTICAL_TOOLCALL_LOOP_CACHE,
                null,
                1,
                harmful,
                suppressed);
    }

    private static ReplayedDecision warned(Reason warning) {
        return new ReplayedDecision(
                0, ToolName.of("a"), DecisionType.ALLOW, GuardReason.ALLOW, warning, null, false, false);
    }

    private static ReplayedDecision text() {
        return new ReplayedDecision(
                0, null, DecisionType.REWRITE, GuardReason.NO_STATE_CHANGE_LOOP, null, null, false, false);
    }

    @Test
    void runsAreCountedByHowTheyEnded() {
        summary.add(replayed("one", true));
        summary.add(replayed("one", true, cached("a", true, true)));
        summary.add(replayed("one", false, cached("a", false, false)));
        summary.add(replayed("one", null, text()));
        summary.add(replayed("two", false, cached("a", true, false), cached("a", true, false)));

        assertThat(summary.datasets())
                .containsExactly(
                        entry(
                                "one",
                                new DatasetCounts(
                                        8,
                                        0,
                                        new RunCounts(2, 1, 1, 1),
                                        new RunCounts(1, 1, 0, 0),
                                        new RunCounts(1, 1, 0, 0))),
                        entry(
                                "two",
                                new DatasetCounts(2, 0, RunCounts.NONE, new RunCounts(1, 1, 1, 0), RunCounts.NONE)));
        assertThat(summary.all().runs()).isEqualTo(5);
        assertThat(summary.all().calls()).isEqualTo(10);
        assertThat(summary.all().failed()).isEqualTo(new RunCounts(2, 2, 1, 0));
    }

    @Test
    void aWarningDoesNotTouchARun() {
        summary.add(replayed("one", true, warned(GuardReason.ERROR_STREAK)));

        assertThat(summary.all().successful()).isEqualTo(new RunCounts(1, 0, 0, 0));
        assertThat(summary.reasons().keySet()).containsExactly(new Cause("one", DecisionType.ALLOW, "error_streak"));
    }

    @Test
    void runsWithoutCallsAreCountedApart() {
        summary.add(new ReplayedRun(run(said("hello")), List.of(text())));

        assertThat(summary.datasets())
                .containsExactly(entry("set", new DatasetCounts(0, 1, RunCounts.NONE, RunCounts.NONE, RunCounts.NONE)));
        assertThat(summary.all().runs()).isEqualTo(1);
        assertThat(summary.reasons()).isEmpty();
    }

    @Test
    void aRunCountsOncePerReasonHoweverManyDecisionsThereWere() {
        summary.add(
                replayed("one", true, cached("a", false, false), cached("b", true, false), cached("b", true, true)));
        summary.add(replayed("one", true, cached("b", false, false)));

        Cause cause = new Cause("one", DecisionType.CACHE, LOOP);
        assertThat(summary.reasons())
                .containsExactly(entry(
                        cause,
                        new CauseCounts(new DecisionCounts(4, 2, 2, 1), DecisionCounts.NONE, DecisionCounts.NONE)));
        assertThat(summary.tools())
                .containsExactly(
                        entry(
                                new ToolCause(cause, ToolName.of("a")),
                                new CauseCounts(
                                        new DecisionCounts(1, 0, 1, 0), DecisionCounts.NONE, DecisionCounts.NONE)),
                        entry(
                                new ToolCause(cause, ToolName.of("b")),
                                new CauseCounts(
                                        new DecisionCounts(3, 2, 2, 1), DecisionCounts.NONE, DecisionCounts.NONE)));
    }

    @Test
    void textsHaveNoTool() {
        summary.add(replayed("one", false, text(), cached("a", false, false)));

        assertThat(summary.tools().keySet())
                .containsExactly(
                        new ToolCause(new Cause("one", DecisionType.CACHE, LOOP), ToolName.of("a")),
                        new ToolCause(new Cause("one", DecisionType.REWRITE, "no_state_change_loop"), null));
    }

    @Test
    void summariesOfPartsComeToTheSummaryOfTheWhole() {
        List<ReplayedRun> runs = List.of(
                replayed("one", true, cached("a", true, true)),
                replayed("two", false, cached("a", false, false), text()),
                replayed("one", null),
                replayed("one", true, cached("a", false, false), warned(GuardReason.ERROR_STREAK)));
        ReplaySummary first = new ReplaySummary();
        ReplaySummary second = new ReplaySummary();
        runs.forEach(summary::add);
        runs.subList(0, 2).forEach(first::add);
        runs.subList(2, 4).forEach(second::add);

        first.add(second);

        assertThat(first.datasets()).isEqualTo(summary.datasets());
        assertThat(first.reasons()).isEqualTo(summary.reasons());
        assertThat(first.tools()).isEqualTo(summary.tools());
        assertThat(first.table()).isEqualTo(summary.table());
    }

    @Test
    void theTableShowsEachDatasetAndEachReason() {
        summary.add(replayed("one", true, cached("a", false, true)));
        summary.add(replayed("one", true));
        summary.add(replayed("one", true, warned(GuardReason.ERROR_STREAK)));
        summary.add(replayed("second set", false, cached("a", true, false)));
        summary.add(new ReplayedRun(run("second set", "r", null), List.of()));

        assertThat(summary.table()).isEqualTo("""
                        dataset     runs  calls  no call  successful     touched     harmed  suppressed write  failed      touched       harmed  suppressed write  unjudged  touched
                        one            3      6        0           3  1 (33.33%)  0 (0.00%)        1 (33.33%)       0            -            -                 -         0        -
                        second set     2      2        1           0           -          -                 -       1  1 (100.00%)  1 (100.00%)         0 (0.00%)         0        -
                        ALL            5      8        1           3  1 (33.33%)  0 (0.00%)        1 (33.33%)       1  1 (100.00%)  1 (100.00%)         0 (0.00%)         0        -

                        dataset     decision  reason                         successful runs  harmed  failed runs  harmed  unjudged runs
                        one         warning   error_streak                                 1       0            0       0              0
                        one         cache     identical_toolcall_loop_cache                1       0            0       0              0
                        second set  cache     identical_toolcall_loop_cache                0       0            1       1              0
                        ALL         warning   error_streak                                 1       0            0       0              0
                        ALL         cache     identical_toolcall_loop_cache                1       0            1       1              0
                        """);
    }

    @Test
    void theTableOfOneDatasetNeedsNoTotal() {
        summary.add(replayed("one", true));

        assertThat(summary.table())
                .doesNotContain("ALL")
                .doesNotContain("reason")
                .hasLineCount(2);
    }

    @Test
    void theTableOfNothingIsEmpty() {
        assertThat(summary.table().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("ALL ")
                .doesNotContain("%");
    }

    @Test
    void namesOfDatasetsDoNothingInATerminal() {
        summary.add(replayed("a\u001b[2J\nb\u202Ec", true, cached("a", false, false)));

        assertThat(summary.table()).contains("a?[2J?b?c").doesNotContain("\u001b", "\u202E");
    }
}
