package dev.guardedtool.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/**
 * Writes what was decided, one line of JSON for each run: {@code dataset}, {@code run_id}, {@code success},
 * {@code touched}, {@code harmed} and {@code decisions}. A decision has {@code event}; {@code tool}, or {@code text} with
 * the value true; {@code decision} and {@code reason}; and where they apply {@code served_from} and {@code warning}. The
 * same runs give the same bytes, all of them ASCII.
 *
 * <p>Not thread-safe.
 */
public final class DecisionsWriter implements AutoCloseable {

    private static final JsonFactory JSON = JsonFactory.builder()
            // Names may hold halves of surrogate pairs, which can only be written escaped.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private static final int BUFFER = 1 << 16;

    private final OutputStream target;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(BUFFER);

    /** Writes to that stream, which is closed in the end. */
    public DecisionsWriter(OutputStream target) {
        this.target = target;
    }

    /**
     * Writes to that file, in place of what it holds.
     *
     * @throws IOException if it cannot be opened
     */
    public static DecisionsWriter to(Path file) throws IOException {
        return new DecisionsWriter(Files.newOutputStream(file));
    }

    /**
     * Writes the line of a run. It reaches the file at {@link #close()} at the latest.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void write(ReplayedRun run) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), pending)) {
            write(run, json);
        }
        pending.write('\n');
        if (pending.size() >= BUFFER / 2) {
            flush();
        }
    }

    private static void write(ReplayedRun run, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("dataset", run.recorded().dataset());
        json.writeStringProperty("run_id", run.recorded().runId());
        json.writeName("success");
        write(run.recorded().success(), json);
        json.writeBooleanProperty("touched", run.touched());
        json.writeBooleanProperty("harmed", run.harmed());
        json.writeArrayPropertyStart("decisions");
        for (ReplayedDecision decision : run.decisions()) {
            write(decision, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(@Nullable Boolean value, JsonGenerator json) {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeBoolean(value);
        }
    }

    private static void write(ReplayedDecision decision, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("event", decision.event());
        if (decision.tool() == null) {
            json.writeBooleanProperty("text", true);
        } else {
            json.writeStringProperty("tool", decision.tool().value());
        }
        json.writeStringProperty("decision", decision.type().code());
        json.writeStringProperty("reason", decision.reason().code());
        if (decision.servedFrom() != null) {
            json.writeNumberProperty("served_from", decision.servedFrom());
        }
        if (decision.warning() != null) {
            json.writeStringProperty("warning", decision.warning().code());
        }
        json.writeEndObject();
    }

    private void flush() {
        try {
            pending.writeTo(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pending.reset();
    }

    @Override
    public void close() throws IOException {
        try (target) {
            pending.writeTo(target);
            pending.reset();
        }
    }
}
