package dev.guardedtool.conformance;

import dev.guardedtool.DecisionType;
import dev.guardedtool.Mode;
import dev.guardedtool.engine.RunReport;
import dev.guardedtool.policy.GuardPolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares the counters at the end of a case with the report of the run. */
final class FinalState {

    private final String id;
    private final JsonNode expected;
    private final RunReport report;
    private final boolean enforcing;
    private final List<String> differences = new ArrayList<>();

    private FinalState(JsonNode test, GuardPolicy policy, RunReport report) {
        this.id = test.get("id").stringValue();
        this.expected = test.get("final");
        this.report = report;
        this.enforcing = policy.mode() == Mode.ENFORCE;
    }

    static List<String> differences(JsonNode test, GuardPolicy policy, RunReport report) {
        FinalState state = new FinalState(test, policy, report);
        state.compare();
        return state.differences;
    }

    private void compare() {
        Map<String, Object> budget = report.subject("budget");
        amount("cumulative_cost", expected.path("cumulative_cost"), budget.get("spent"), 8);
        amount("reported_token_cost", expected.path("reported_token_cost"), budget.get("usage_cost"), 8);
        counts("tool_call_counts", report.subject("rate").get("calls"));
        counts("side_effects_attempted", report.subject("effect").get("attempted"));
        counts("side_effects_executed", report.subject("effect").get("executed"));
        Map<String, Object> fault = report.subject("fault");
        streaks(fault.get("error_streaks"));
        equal("quarantined_tools", texts(expected.path("quarantined_tools")), texts(fault.get("quarantined")));
        Map<String, Object> loop = report.subject("loop");
        number("unique_tool_calls", loop.get("unique_calls"));
        number("unique_tool_results", loop.get("unique_results"));
        number("stall_rewrite_attempts", loop.get("stall_rewrites"));
        number("stall_streak", loop.get("stall_streak"));
        number("stall_pattern_streak", loop.get("stall_pattern_streak"));
        equal("tool_stream", list(expected.path("tool_stream")), names(loop.get("stream")));
        if (expected.has("stats")) {
            stats(expected.get("stats"));
        }
        if (expected.has("report")) {
            summary(expected.get("report"));
        }
    }

    private void stats(JsonNode stats) {
        stat(stats, "tool_calls_executed", report.executed());
        stat(stats, "tool_calls_failed", report.failed());
        stat(stats, "tool_calls_denied", report.refused());
        stat(stats, "blocks", report.refused(DecisionType.BLOCK));
        stat(stats, "cache_hits", report.refused(DecisionType.CACHE));
        stat(stats, "rewrite_decisions", both(DecisionType.REWRITE));
        stat(stats, "escalations", escalations());
        stat(stats, "missed_results", report.missed());
        stat(stats, "shadow_would_deny", report.wouldHave());
        amount(
                "cost_spent_usd",
                stats.path("cost_spent_usd"),
                report.subject("budget").get("spent"),
                4);
        if (stats.has("cost_remaining_usd")) {
            amount(
                    "cost_remaining_usd",
                    stats.get("cost_remaining_usd"),
                    report.subject("budget").get("remaining"),
                    4);
        }
        if (enforcing) {
            int texts =
                    report.texts().values().stream().mapToInt(Integer::intValue).sum();
            stat(stats, "interventions_count", report.refused() + texts);
        }
    }

    private void summary(JsonNode expectedReport) {
        JsonNode summary = expectedReport.get("summary");
        stat(summary, "total_calls", report.executed() + report.refused());
        stat(summary, "executed", report.executed());
        stat(summary, "denied", report.refused());
        stat(summary, "blocks", report.refused(DecisionType.BLOCK));
        stat(summary, "cache_hits", report.refused(DecisionType.CACHE));
        stat(summary, "rewrites", both(DecisionType.REWRITE));
        stat(summary, "escalations", escalations());
        if (enforcing) {
            Map<String, Integer> reasons = new TreeMap<>();
            for (JsonNode each : expectedReport.path("top_interventions").values()) {
                String code = each.get("reason").stringValue();
                int colon = code.indexOf(':');
                reasons.merge(
                        colon < 0 ? code : code.substring(0, colon),
                        each.get("count").intValue(),
                        Integer::sum);
            }
            if (expectedReport.path("top_interventions").size() < 5) {
                equal("reasons", reasons, new TreeMap<>(report.reasons()));
            }
        }
    }

    /** The reference counts a delivered outcome among the escalations. */
    private int escalations() {
        return both(DecisionType.ESCALATE) + both(DecisionType.FINALIZE);
    }

    private int both(DecisionType type) {
        return report.refused(type) + report.texts().getOrDefault(type, 0);
    }

    private void stat(JsonNode stats, String name, int actual) {
        equal("stats." + name, stats.path(name).intValue(0), actual);
    }

    private void number(String name, @Nullable Object actual) {
        equal(name, expected.path(name).intValue(0), actual instanceof Number number ? number.intValue() : 0);
    }

    private void amount(String name, JsonNode wanted, @Nullable Object actual, int places) {
        BigDecimal amount = wanted.isNumber() ? wanted.decimalValue() : BigDecimal.ZERO;
        BigDecimal was = actual == null ? BigDecimal.ZERO : new BigDecimal(actual.toString());
        BigDecimal tolerance = BigDecimal.ONE.movePointLeft(places);
        if (amount.setScale(places, RoundingMode.HALF_EVEN)
                        .subtract(was.setScale(places, RoundingMode.HALF_EVEN))
                        .abs()
                        .compareTo(tolerance)
                > 0) {
            differences.add(id + " final " + name + ": expected " + amount + ", was " + was);
        }
    }

    private void counts(String name, @Nullable Object actual) {
        Map<String, Object> wanted = new TreeMap<>();
        expected.path(name)
                .properties()
                .forEach(e -> wanted.put(e.getKey(), e.getValue().intValue()));
        wanted.values().removeIf(count -> count.equals(0));
        Map<String, Object> was = new TreeMap<>();
        if (actual instanceof Map<?, ?> map) {
            map.forEach((tool, count) -> was.put((String) tool, count));
        }
        equal(name, wanted, was);
    }

    private void streaks(@Nullable Object actual) {
        Map<String, Object> wanted = new TreeMap<>();
        expected.path("error_streaks").properties().forEach(e -> {
            if (e.getValue().intValue() > 0) {
                wanted.put(e.getKey(), e.getValue().intValue());
            }
        });
        Map<String, Object> was = new TreeMap<>();
        if (actual instanceof Map<?, ?> tools) {
            tools.forEach((tool, classes) ->
                    ((Map<?, ?>) classes).forEach((name, count) -> was.put(tool + "|" + name, count)));
        }
        equal("error_streaks", wanted, was);
    }

    private static Map<String, String> texts(@Nullable Object map) {
        Map<String, String> texts = new TreeMap<>();
        if (map instanceof Map<?, ?> values) {
            values.forEach((key, value) -> texts.put((String) key, (String) value));
        } else if (map instanceof JsonNode node) {
            node.properties().forEach(e -> texts.put(e.getKey(), e.getValue().stringValue()));
        }
        return texts;
    }

    private static List<String> list(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.values().forEach(value -> names.add(value.stringValue()));
        return names;
    }

    private static List<String> names(@Nullable Object stream) {
        List<String> names = new ArrayList<>();
        if (stream instanceof List<?> list) {
            list.forEach(name -> names.add(name.toString()));
        }
        return names;
    }

    private void equal(String name, Object wanted, Object was) {
        if (!wanted.equals(was)) {
            differences.add(id + " final " + name + ": expected " + wanted + ", was " + was);
        }
    }
}
