package dev.guardedtool.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Files with recordings, and what reading them brings. */
final class Recorded {

    private Recorded() {}

    /** What came of reading everything. */
    record Reading(List<RecordedRun> runs, List<MalformedLine> malformed) {

        RecordedRun only() {
            if (runs.size() != 1) {
                throw new AssertionError(runs.size() + " runs; malformed: " + malformed);
            }
            return runs.get(0);
        }
    }

    static Reading read(Path... in) {
        List<MalformedLine> malformed = new ArrayList<>();
        List<RecordedRun> runs = new ArrayList<>();
        ReadListener listener = new ReadListener() {
            @Override
            public void malformed(MalformedLine line) {
                malformed.add(line);
            }
        };
        try (RunReader reader = RunReader.open(List.of(in), listener)) {
            reader.forEachRemaining(runs::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reading(runs, malformed);
    }

    static Path file(Path folder, String name, String... lines) {
        return bytes(folder, name, (String.join("\n", lines) + "\n").getBytes(UTF_8));
    }

    static Path bytes(Path folder, String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream output = new GZIPOutputStream(compressed)) {
            output.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    static String run(String id, String... events) {
        return "{\"dataset\":\"set\",\"run_id\":\"%s\",\"model\":\"m\",\"success\":true,\"events\":[%s]}"
                .formatted(id, String.join(",", events));
    }
}
