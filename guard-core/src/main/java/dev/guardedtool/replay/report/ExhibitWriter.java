package dev.guardedtool.replay.report;

import dev.guardedtool.replay.ReplayedDecision;
import dev.guardedtool.replay.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes what can be paged through. */
final class ExhibitWriter {

    private static final List<Verdict> VERDICTS = List.of(Verdict.values());

    private final JsonGenerator json;
    private final Texts texts;

    ExhibitWriter(JsonGenerator json, Texts texts) {
        this.json = json;
        this.texts = texts;
    }

    void interventions(Sample<?, ?, Exhibit> sample) {
        start("interventions", sample);
        for (Exhibit exhibit : sample.things()) {
            write(exhibit);
        }
        end();
    }

    void differentRuns(Sample<?, ?, DifferentRun> sample) {
        start("differentRuns", sample);
        for (DifferentRun run : sample.things()) {
            json.writeStartObject();
            json.writeStringProperty("difference", run.difference().code());
            json.writeArrayPropertyStart("rulings");
            for (Ruling ruling : run.rulings()) {
                json.writeStartObject();
                write(ruling);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberProperty("more", run.more());
            json.writeName("first");
            write(run.first());
            json.writeEndObject();
        }
        end();
    }

    private void start(String name, Sample<?, ?, ?> sample) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("of", sample.offered());
        json.writeArrayPropertyStart("items");
    }

    private void end() {
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(Exhibit exhibit) {
        RunLabel run = exhibit.run();
        json.writeStartObject();
        name("dataset", run.dataset());
        name("run", run.id());
        name("model", run.model());
        json.writeNumberProperty("verdict", verdict(run.verdict()));
        json.writeNumberProperty("events", run.events());
        write(exhibit.ruling());
        if (exhibit.excerpt().repeated() != null) {
            json.writeNumberProperty("repeated", exhibit.excerpt().repeated());
        }
        json.writeArrayPropertyStart("moments");
        for (Moment moment : exhibit.excerpt().moments()) {
            json.writeStartObject();
            json.writeNumberProperty("at", moment.index());
            json.writeStringProperty("kind", moment.kind().name().toLowerCase(Locale.ROOT));
            name("name", moment.name());
            json.writeNumberProperty(
                    "text", exhibit.isAbout(moment) ? texts.favour(moment.text()) : texts.number(moment.text()));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Where the figures of that verdict are in all arrays. */
    private static int verdict(Verdict verdict) {
        return VERDICTS.indexOf(verdict);
    }

    private void write(Ruling ruling) {
        ReplayedDecision any = ruling.any();
        json.writeNumberProperty("event", any.event());
        name("tool", Snippet.name(any.tool() == null ? Tally.TEXT : any.tool().value()));
        json.writeArrayPropertyStart("decisions");
        write(ruling.first());
        write(ruling.second());
        json.writeEndArray();
    }

    private void write(@Nullable ReplayedDecision decision) {
        if (decision == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("decision", decision.type().code());
        name("reason", Snippet.name(decision.reason().code()));
        if (decision.servedFrom() != null) {
            json.writeNumberProperty("servedFrom", decision.servedFrom());
        }
        json.writeBooleanProperty("harmful", decision.harmful());
        json.writeBooleanProperty("suppressed", decision.suppressedWrite());
        json.writeEndObject();
    }

    private void name(String name, @Nullable Snippet snippet) {
        if (snippet != null) {
            json.writeNumberProperty(name, texts.favour(snippet));
        }
    }
}
