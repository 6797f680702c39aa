package dev.guardedtool.autoconfigure.recordings;

import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.RunReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recorded runs, in two halves by a hash of what they are called. */
final class Recordings {

    static final String FOLDER = "guard.recordings";
    private static final String WRITES = "guard.recordings.writes";

    private Recordings() {}

    /** Reads one half, 0 or 1. */
    static void half(int half, Consumer<RecordedRun> each) {
        try (RunReader runs = RunReader.open(List.of(Path.of(System.getProperty(FOLDER))))) {
            while (runs.hasNext()) {
                RecordedRun run = runs.next();
                if (Math.floorMod((run.dataset() + "/" + run.runId()).hashCode(), 2) == half) {
                    each.accept(run);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tools that write, as people said: the array {@code default} of a JSON file. */
    static Set<String> writes() {
        String file = System.getProperty(WRITES, System.getProperty(FOLDER) + "/write-tools.json");
        Set<String> writes = new TreeSet<>();
        try {
            for (JsonNode name :
                    new JsonMapper().readTree(Files.readString(Path.of(file))).get("default")) {
                writes.add(name.stringValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writes;
    }
}
