package dev.guardedtool.replay.report;

import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.ReplayedRun;
import dev.guardedtool.replay.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A replay as one HTML page for a browser, under one configuration or under two side by side: how many runs are touched
 * and harmed and how many writes suppressed, by rule, tool and dataset, and the interventions to page through, each with
 * what led up to it.
 *
 * <p>The page needs no network and no other file, and forbids the browser both. Nothing recorded is ever taken for
 * markup. All of its bytes are ASCII, and the same runs in the same order give the same bytes; it names no time unless the
 * note does.
 *
 * <p>Runs are given one by one and not held: of all interventions a bounded number is kept with their context, texts of up
 * to 2,000 characters, chosen so that rare rules are not crowded out by frequent ones. Figures count everything. Where the
 * page would grow beyond 15 million bytes, texts are cut shorter. What is left out, the page says.
 *
 * <p>Not thread-safe.
 */
public final class HtmlReport {

    private static final int RUNS_PER_INTERVENTIONS = 4;

    private final List<String> configurations;
    private final @Nullable String note;
    private final Tally first = new Tally();
    private final @Nullable Tally second;
    private final Sample<Exhibit.Cause, Exhibit.Lot, Exhibit> interventions;
    private final Sample<Difference, DifferentRun.Lot, DifferentRun> differentRuns;
    private final Map<Difference, Map<Verdict, Long>> differences = new EnumMap<>(Difference.class);

    HtmlReport(List<String> configurations, @Nullable String note, int interventions) {
        this.configurations = List.copyOf(configurations);
        this.note = note;
        this.second = configurations.size() == 2 ? new Tally() : null;
        this.interventions = new Sample<>(interventions);
        this.differentRuns = new Sample<>(Math.max(1, interventions / RUNS_PER_INTERVENTIONS));
    }

    /** A report on one configuration. */
    public static HtmlReport of(String configuration) {
        return new HtmlReportBuilder(List.of(configuration)).build();
    }

    /** A report that holds two configurations against each other. */
    public static HtmlReport comparing(String first, String second) {
        return new HtmlReportBuilder(List.of(first, second)).build();
    }

    /** Starts a report on one configuration. */
    public static HtmlReportBuilder builder(String configuration) {
        return new HtmlReportBuilder(List.of(configuration));
    }

    /** Starts a report that holds two configurations against each other. */
    public static HtmlReportBuilder builder(String first, String second) {
        return new HtmlReportBuilder(List.of(first, second));
    }

    /**
     * Adds a run.
     *
     * @throws IllegalStateException if the report is on two configurations
     */
    public void add(ReplayedRun run) {
        if (second != null) {
            throw new IllegalStateException("this report compares two configurations");
        }
        first.add(run);
        show(run.recorded(), Ruling.of(run, null));
    }

    /**
     * Adds a run under both configurations.
     *
     * @throws IllegalArgumentException if these are different runs
     * @throws IllegalStateException if the report is on one configuration
     */
    public void add(ReplayedRun underFirst, ReplayedRun underSecond) {
        if (second == null) {
            throw new IllegalStateException("this report is on one configuration");
        }
        RecordedRun run = underFirst.recorded();
        if (!run.equals(underSecond.recorded())) {
            throw new IllegalArgumentException("not the same run: " + run.runId() + " and "
                    + underSecond.recorded().runId());
        }
        first.add(underFirst);
        second.add(underSecond);
        List<Ruling> rulings = Ruling.of(underFirst, underSecond);
        show(run, rulings);
        if (run.calls() > 0) {
            compare(run, rulings);
        }
    }

    private void show(RecordedRun run, List<Ruling> rulings) {
        if (run.calls() == 0) {
            return;
        }
        for (Ruling ruling : rulings) {
            interventions.offer(
                    Exhibit.Cause.of(ruling),
                    Exhibit.Lot.of(run, ruling),
                    Rank.of(run, ruling.event()),
                    () -> Exhibit.of(run, ruling));
        }
    }

    private void compare(RecordedRun run, List<Ruling> rulings) {
        Difference difference = Difference.of(rulings);
        differences
                .computeIfAbsent(difference, unseen -> new EnumMap<>(Verdict.class))
                .merge(run.verdict(), 1L, Long::sum);
        if (difference != Difference.NONE) {
            differentRuns.offer(
                    difference,
                    DifferentRun.Lot.of(run, rulings),
                    Rank.of(run, 0),
                    () -> DifferentRun.of(run, difference, rulings));
        }
    }

    /**
     * Writes the page to that file, in place of what it holds.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        try (Writer target = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            write(target);
        }
    }

    /**
     * Writes the page, which is ASCII in any encoding that contains it. Closes nothing.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Writer target) throws IOException {
        Page.write(target, new ReportData(this).json());
    }

    List<String> configurations() {
        return configurations;
    }

    @Nullable
    String note() {
        return note;
    }

    List<Tally> tallies() {
        return second == null ? List.of(first) : List.of(first, second);
    }

    Sample<Exhibit.Cause, Exhibit.Lot, Exhibit> interventions() {
        return interventions;
    }

    Sample<Difference, DifferentRun.Lot, DifferentRun> differentRuns() {
        return differentRuns;
    }

    long runs(Difference difference, Verdict verdict) {
        return Objects.requireNonNullElse(differences.get(difference), Map.<Verdict, Long>of())
                .getOrDefault(verdict, 0L);
    }
}
