package dev.guardedtool.replay;

import dev.guardedtool.DecisionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** A summary as text. Columns are as wide as what is in them. */
final class SummaryTable {

    private static final String ALL = "ALL";

    private final ReplaySummary summary;

    SummaryTable(ReplaySummary summary) {
        this.summary = summary;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        layOut(datasets(), 1, text);
        List<List<String>> reasons = reasons();
        if (reasons.size() > 1) {
            text.append('\n');
            layOut(reasons, 3, text);
        }
        return text.toString();
    }

    private List<List<String>> datasets() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "dataset",
                "runs",
                "calls",
                "no call",
                "successful",
                "touched",
                "harmed",
                "suppressed write",
                "failed",
                "touched",
                "harmed",
                "suppressed write",
                "unjudged",
                "touched"));
        summary.datasets().forEach((dataset, counts) -> rows.add(row(printable(dataset), counts)));
        if (summary.datasets().size() != 1) {
            rows.add(row(ALL, summary.all()));
        }
        return rows;
    }

    private static List<String> row(String dataset, DatasetCounts counts) {
        RunCounts successful = counts.successful();
        RunCounts failed = counts.failed();
        RunCounts unjudged = counts.unjudged();
        return List.of(
                dataset,
                Long.toString(counts.runs()),
                Long.toString(counts.calls()),
                Long.toString(counts.withoutCalls()),
                Long.toString(successful.runs()),
                share(successful.touched(), successful.runs()),
                share(successful.harmed(), successful.runs()),
                share(successful.suppressed(), successful.runs()),
                Long.toString(failed.runs()),
                share(failed.touched(), failed.runs()),
                share(failed.harmed(), failed.runs()),
                share(failed.suppressed(), failed.runs()),
                Long.toString(unjudged.runs()),
                share(unjudged.touched(), unjudged.runs()));
    }

    /** Names come from recordings; in a terminal they must not do anything but be read. */
    private static String printable(String name) {
        return name.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "-" : String.format(Locale.ROOT, "%d (%.2f%%)", part, 100.0 * part / whole);
    }

    private List<List<String>> reasons() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "dataset",
                "decision",
                "reason",
                "successful runs",
                "harmed",
                "failed runs",
                "harmed",
                "unjudged runs"));
        SortedMap<Cause, CauseCounts> all = new TreeMap<>();
        summary.reasons().forEach((cause, counts) -> {
            rows.add(row(cause, counts));
            all.merge(new Cause(ALL, cause.decision(), cause.reason()), counts, CauseCounts::plus);
        });
        if (summary.datasets().size() != 1) {
            all.forEach((cause, counts) -> rows.add(row(cause, counts)));
        }
        return rows;
    }

    private static List<String> row(Cause cause, CauseCounts counts) {
        boolean warning = cause.decision() == DecisionType.ALLOW;
        return List.of(
                printable(cause.dataset()),
                warning ? "warning" : cause.decision().code(),
                cause.reason(),
                Long.toString(counts.successful().runs()),
                Long.toString(counts.successful().harmedRuns()),
                Long.toString(counts.failed().runs()),
                Long.toString(counts.failed().harmedRuns()),
                Long.toString(counts.unjudged().runs()));
    }

    /** The first columns are words and begin at the left, the others numbers that end at the right. */
    private static void layOut(List<List<String>> rows, int words, StringBuilder text) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? "" : "  ");
                line.append(i < words ? row.get(i) + padding : padding + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
