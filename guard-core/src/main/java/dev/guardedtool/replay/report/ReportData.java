package dev.guardedtool.replay.report;

import dev.guardedtool.replay.DatasetCounts;
import dev.guardedtool.replay.RunCounts;
import dev.guardedtool.replay.Verdict;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** What the page shows, as JSON that can stand in a script element. Everything recorded is there by number only. */
final class ReportData {

    private static final JsonFactory JSON = JsonFactory.builder()
            // Texts may hold halves of surrogate pairs, which can only be written escaped.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .characterEscapes(new MarkupEscapes())
            .build();

    /** Leaves room for the page itself in 15 million bytes. */
    private static final long LONGEST = 14_900_000;

    /** Models invent names of tools. */
    private static final int MOST_ROWS = 1_000;

    private final HtmlReport report;
    private final List<Tally> tallies;
    private final Texts texts = new Texts();

    ReportData(HtmlReport report) {
        this.report = report;
        this.tallies = report.tallies();
    }

    String json() {
        StringWriter target = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), target)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("configurations");
            report.configurations().forEach(json::writeString);
            json.writeEndArray();
            json.writeStringProperty("note", report.note());
            head(json);
            tables(json);
            ExhibitWriter exhibits = new ExhibitWriter(json, texts);
            exhibits.interventions(report.interventions());
            if (tallies.size() > 1) {
                differences(json);
                exhibits.differentRuns(report.differentRuns());
            }
            json.flush();
            json.writeName("texts");
            texts.write(json, texts.limit(LONGEST - target.getBuffer().length()));
            json.writeEndObject();
        }
        return target.toString();
    }

    private void head(JsonGenerator json) {
        DatasetCounts all = tallies.get(0).summary().all();
        json.writeName("all");
        json.writeStartObject();
        counts(json, all);
        json.writeName("figures");
        json.writeStartArray();
        for (Tally tally : tallies) {
            json.writeStartArray();
            for (Verdict verdict : Verdict.values()) {
                RunCounts runs = tally.summary().all().of(verdict);
                numbers(json, runs.touched(), runs.harmed(), runs.suppressed());
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, DatasetCounts counts) {
        json.writeNumberProperty("runs", counts.runs());
        json.writeNumberProperty("calls", counts.calls());
        json.writeNumberProperty("withoutCalls", counts.withoutCalls());
        json.writeName("judged");
        numbers(
                json,
                Stream.of(Verdict.values())
                        .mapToLong(verdict -> counts.of(verdict).runs())
                        .toArray());
    }

    private void tables(JsonGenerator json) {
        table(json, "rules", Tally::rules, (rule, row) -> {
            row.writeStringProperty("decision", rule.decision().code());
            row.writeNumberProperty("reason", name(rule.reason()));
        });
        table(json, "tools", Tally::tools, (tool, row) -> row.writeNumberProperty("tool", name(tool)));
        rows(
                json,
                "datasets",
                tallies.get(0).summary().datasets().keySet().stream().toList(),
                Tally::datasets,
                this::dataset);
        table(json, "warnings", Tally::warnings, (warned, row) -> {
            row.writeNumberProperty("reason", name(warned.reason()));
            row.writeNumberProperty("tool", name(warned.tool()));
        });
    }

    private void dataset(String dataset, JsonGenerator row) {
        row.writeNumberProperty("dataset", name(dataset));
        counts(row, tallies.get(0).summary().datasets().getOrDefault(dataset, DatasetCounts.NONE));
    }

    private <K extends Comparable<K>> void table(
            JsonGenerator json, String name, Function<Tally, Breakdown<K>> table, BiConsumer<K, JsonGenerator> row) {
        Set<K> keys = tallies.stream()
                .flatMap(tally -> table.apply(tally).keys().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        rows(json, name, keys.stream().toList(), table, row);
    }

    private <K extends Comparable<K>> void rows(
            JsonGenerator json,
            String name,
            List<K> keys,
            Function<Tally, Breakdown<K>> table,
            BiConsumer<K, JsonGenerator> row) {
        List<K> shown = keys.stream()
                .sorted(Comparator.<K>comparingLong(key -> decisions(table, key))
                        .reversed())
                .limit(MOST_ROWS)
                .toList();
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("of", keys.size());
        json.writeArrayPropertyStart("rows");
        for (K key : shown) {
            json.writeStartObject();
            row.accept(key, json);
            json.writeArrayPropertyStart("figures");
            tallies.forEach(tally -> figures(json, table.apply(tally), key));
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private <K extends Comparable<K>> long decisions(Function<Tally, Breakdown<K>> table, K key) {
        long decisions = 0;
        for (Tally tally : tallies) {
            for (Verdict verdict : Verdict.values()) {
                decisions += table.apply(tally).of(key, verdict).decisions();
            }
        }
        return decisions;
    }

    private static <K extends Comparable<K>> void figures(JsonGenerator json, Breakdown<K> table, K key) {
        json.writeStartArray();
        for (Verdict verdict : Verdict.values()) {
            Figures of = table.of(key, verdict);
            numbers(
                    json,
                    of.runs(),
                    of.harmedRuns(),
                    of.suppressedRuns(),
                    of.decisions(),
                    of.harmful(),
                    of.suppressed());
        }
        json.writeEndArray();
    }

    private void differences(JsonGenerator json) {
        json.writeObjectPropertyStart("differences");
        for (Difference difference : Difference.values()) {
            json.writeName(difference.code());
            numbers(
                    json,
                    Stream.of(Verdict.values())
                            .mapToLong(verdict -> report.runs(difference, verdict))
                            .toArray());
        }
        json.writeEndObject();
    }

    private int name(String name) {
        return texts.favour(Snippet.name(name));
    }

    private static void numbers(JsonGenerator json, long... numbers) {
        json.writeArray(numbers, 0, numbers.length);
    }
}
