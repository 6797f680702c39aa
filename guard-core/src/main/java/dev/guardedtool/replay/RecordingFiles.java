package dev.guardedtool.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Which files are meant by what somebody names. */
final class RecordingFiles {

    private static final String PLAIN = ".jsonl";
    private static final String COMPRESSED = ".jsonl.gz";

    private RecordingFiles() {}

    /** Each file as it is; of each folder, the recordings right in it, by name. */
    static List<Path> of(List<Path> named) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) {
                files.addAll(in(path));
            } else if (Files.exists(path)) {
                files.add(path);
            } else {
                throw new NoSuchFileException(path.toString());
            }
        }
        return List.copyOf(files);
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> recordings = entries.filter(RecordingFiles::isRecording)
                    .filter(path -> !Files.isDirectory(path))
                    .sorted(Comparator.comparing(path -> path.getFileName().toString()))
                    .toList();
            if (recordings.isEmpty()) {
                throw new NoSuchFileException(folder.toString(), null, "the folder has no *.jsonl and no *.jsonl.gz");
            }
            return recordings;
        }
    }

    private static boolean isRecording(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(PLAIN) || name.endsWith(COMPRESSED);
    }

    /** The name of a file without what says how it is written. */
    static String dataset(Path file) {
        Path last = file.getFileName();
        String name = last == null ? file.toString() : last.toString();
        for (String ending : List.of(COMPRESSED, PLAIN, ".json.gz", ".json", ".gz")) {
            if (name.endsWith(ending) && name.length() > ending.length()) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }
}
