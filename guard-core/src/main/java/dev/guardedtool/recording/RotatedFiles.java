package dev.guardedtool.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The full files beside the one that is written: of {@code runs.jsonl} they are {@code runs-000001.jsonl}, and so on, or
 * end in {@code .gz}. Their names sort by age, and before that of the file itself.
 */
final class RotatedFiles {

    private static final String COMPRESSED = ".gz";
    private static final String UNFINISHED = ".part";

    private final Path folder;
    private final String stem;
    private final String ending;
    private final Pattern rotated;
    private final int keep;
    private final boolean compress;

    RotatedFiles(Path file, int keep, boolean compress) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        this.folder = OwnerOnly.folder(file);
        this.stem = (dot > 0 ? name.substring(0, dot) : name) + "-";
        this.ending = dot > 0 ? name.substring(dot) : "";
        this.rotated = Pattern.compile(Pattern.quote(stem) + "(?<number>[0-9]{6,18})" + Pattern.quote(ending)
                + "(?<rest>(?:\\.gz(?:\\.part)?)?)");
        this.keep = keep;
        this.compress = compress;
    }

    /** Puts a full file aside, and deletes the oldest of too many. */
    void add(Path full) throws IOException {
        SortedMap<Long, Path> before = all();
        long number = before.isEmpty() ? 1 : before.lastKey() + 1;
        Path aside = folder.resolve(stem + String.format(Locale.ROOT, "%06d", number) + ending);
        Files.move(full, aside);
        if (compress) {
            compress(aside);
        }
        tidy();
    }

    /** Removes what a crash left behind, and the oldest files where there are too many. */
    void tidy() throws IOException {
        SortedMap<Long, Path> kept = all();
        while (kept.size() > keep) {
            Files.deleteIfExists(kept.remove(kept.firstKey()));
        }
    }

    /** The full files by number. What a crash left of compressing one is removed. */
    private SortedMap<Long, Path> all() throws IOException {
        SortedMap<Long, Path> all = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher name = rotated.matcher(file.getFileName().toString());
                if (!name.matches()) {
                    continue;
                }
                if (name.group("rest").endsWith(UNFINISHED)) {
                    Files.deleteIfExists(file);
                } else {
                    Long number = Long.valueOf(name.group("number"));
                    all.put(number, compressed(file, all.get(number)));
                }
            }
        }
        return all;
    }

    private static Path compressed(Path one, @Nullable Path other) throws IOException {
        if (other == null) {
            return one;
        }
        boolean first = one.toString().endsWith(COMPRESSED);
        Files.deleteIfExists(first ? other : one);
        return first ? one : other;
    }

    /** The compressed file appears under its name only once it is whole. */
    private static void compress(Path file) throws IOException {
        Path whole = file.resolveSibling(file.getFileName() + COMPRESSED);
        Path unfinished = file.resolveSibling(whole.getFileName() + UNFINISHED);
        try (InputStream from = Files.newInputStream(file);
                OutputStream to = new GZIPOutputStream(Channels.newOutputStream(OwnerOnly.create(unfinished)))) {
            from.transferTo(to);
        }
        Files.move(unfinished, whole, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(file);
    }
}
