package dev.guardedtool.replay;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/** From a line to the run it holds. Which format a line is in shows by its fields, whatever the lines around it hold. */
final class RunParser {

    private final ToolNames names = new ToolNames();

    /**
     * The run in the current line.
     *
     * @throws MalformedRunException if there is none
     */
    RecordedRun parse(Lines lines, Path file) throws MalformedRunException {
        try (JsonLine line = new JsonLine(lines.buffer(), lines.start(), lines.length())) {
            RecordedRun run = read(line, RecordingFiles.dataset(file), lines.number());
            if (line.next() != null) {
                throw new MalformedRunException("goes on after the run");
            }
            return run;
        } catch (JacksonException e) {
            throw new MalformedRunException("is not JSON: " + shortened(e.getOriginalMessage()));
        }
    }

    private RecordedRun read(JsonLine line, String file, long number) throws MalformedRunException {
        if (line.next() != JsonToken.START_OBJECT) {
            throw new MalformedRunException("holds no object");
        }
        String dataset = null;
        String runId = null;
        String model = null;
        Boolean success = null;
        List<RecordedEvent> events = null;
        for (String name = line.name(); name != null; name = line.name()) {
            JsonToken value = line.next();
            switch (name) {
                case "dataset" -> dataset = line.text();
                case "run_id" -> runId = line.text();
                case "model" -> model = line.text();
                case "success" -> success = success(value, line);
                case "events" -> events = events(value, line);
                default -> line.skip();
            }
        }
        if (events == null) {
            throw new MalformedRunException("has no events");
        }
        return new RecordedRun(
                dataset == null ? file : dataset, runId == null ? file + ":" + number : runId, model, success, events);
    }

    private @Nullable List<RecordedEvent> events(@Nullable JsonToken value, JsonLine line)
            throws MalformedRunException {
        if (value == JsonToken.START_ARRAY) {
            return new EventReader(names, line).read();
        }
        line.skip();
        return null;
    }

    private static @Nullable Boolean success(@Nullable JsonToken value, JsonLine line) throws MalformedRunException {
        Boolean success = line.flag();
        if (success == null && value != JsonToken.VALUE_NULL) {
            throw new MalformedRunException("has a success that is neither true nor false nor null");
        }
        return success;
    }

    /** What the JSON library says about where to look is left out; the line is all that we tell. */
    private static String shortened(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
