package dev.guardedtool.demo.compare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays a report out as text. */
final class ResultTable {

    private ResultTable() {}

    static String of(Report report) {
        TextTable table = new TextTable(
                List.of("scenario", "guard", "rounds", "calls", "side effects", "cost", "what the guard did", "done"),
                List.of(20, 5, 6, 5, 20, 7, 39, 4));
        for (Report.Result result : report.scenarios()) {
            table.rule();
            table.row(cells(result.name(), "off", result.without()));
            table.row(cells("", "on", result.with()));
        }
        table.rule();
        return table + summary(report);
    }

    private static List<String> cells(String name, String guard, Attempt attempt) {
        return List.of(
                name,
                guard,
                Integer.toString(attempt.modelRounds()),
                Integer.toString(attempt.toolCalls()),
                attempt.sideEffects().toString(),
                dollars(attempt.cost()),
                whatHappened(attempt),
                attempt.completed() ? "yes" : "NO");
    }

    private static String whatHappened(Attempt attempt) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (GuardLog.Entry entry : attempt.decisions()) {
            counts.merge(entry.decision() + " " + entry.reason(), 1, Integer::sum);
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((what, count) -> parts.add(count == 1 ? what : what + " x" + count));
        if (attempt.failure() != null) {
            parts.add("request failed: " + attempt.failure());
        }
        return parts.isEmpty() ? "-" : String.join(", ", parts);
    }

    private static String summary(Report report) {
        int scenarios = report.scenarios().size();
        return "without the guard: " + sum(report.totals().without(), scenarios) + "\n" + "with the guard:    "
                + sum(report.totals().with(), scenarios) + "\n";
    }

    private static String sum(Report.Sum sum, int scenarios) {
        return sum.completed() + " of " + scenarios + " tasks completed, " + sum.modelRounds() + " model rounds, "
                + sum.toolCalls() + " tool calls, " + sum.sideEffects().total() + " side effects, "
                + dollars(sum.cost());
    }

    private static String dollars(BigDecimal amount) {
        return "$" + amount.setScale(4, RoundingMode.HALF_UP);
    }
}
