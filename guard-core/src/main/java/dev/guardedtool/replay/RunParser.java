package dev.guardedtool.replay;

import java.nio.file.Path;
import tools.jackson.core.JacksonException;

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
            RunDraft draft = new RunDraft(names, line);
            draft.read(line.next());
            if (line.next() != null) {
                throw new MalformedRunException("goes on after the run");
            }
            return draft.finish(RecordingFiles.dataset(file), lines.number());
        } catch (JacksonException e) {
            throw new MalformedRunException("is not JSON: " + shortened(e.getOriginalMessage()));
        }
    }

    /** What the JSON library says about where to look is left out; the line is all that we tell. */
    private static String shortened(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
