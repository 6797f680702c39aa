package dev.guardedtool.replay;

import java.nio.file.Path;

/** From a line to the run it holds. Which format a line is in shows by its fields, whatever the lines around it hold. */
final class RunParser {

    private final ToolNames names = new ToolNames();
    private final JsonStrings strings = new JsonStrings();

    /**
     * The run in the current line.
     *
     * @throws MalformedRunException if there is none
     */
    RecordedRun parse(Lines lines, Path file) throws MalformedRunException {
        JsonLine line = new JsonLine(strings, lines.buffer(), lines.start(), lines.length());
        RunDraft draft = new RunDraft(names, line);
        draft.read(line.next());
        if (line.next() != null) {
            throw new MalformedRunException("goes on after the run");
        }
        return draft.finish(RecordingFiles.dataset(file), lines.number());
    }
}
