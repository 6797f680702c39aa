package dev.guardedtool.replay;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads recorded runs one after the other, so that no more than one is held in memory. A line holds one run, in one of
 * two formats:
 *
 * <ul>
 *   <li>an object with {@code dataset}, {@code run_id}, {@code model}, {@code success} and {@code events};
 *   <li>a chat in OpenAI's format: an object with {@code messages}, as for fine-tuning; a logged {@code request} with
 *       messages and its {@code response} with {@code choices} and {@code usage}, each in a {@code body} or not; or a bare
 *       list of messages. Parallel
 *       calls become call, result, call, result. A result counts as a failure only if it is a JSON object that is
 *       evidently an error. Nobody judged a chat; it is named by its {@code id}.
 * </ul>
 *
 * <p>A line that holds no run is reported with its number, counted and skipped; so is the rest of a compressed file that
 * breaks off or is damaged. Blank lines, a byte order mark, unknown fields and unknown kinds of events do not matter. A
 * run without a dataset gets the name of its file as one, a run without an id file name and line.
 *
 * <p>Not thread-safe.
 */
public final class RunReader implements Iterator<RecordedRun>, AutoCloseable {

    private final List<Path> files;
    private final ReadListener listener;
    private final long total;
    private final RunParser parser = new RunParser();
    private int opened;
    private @Nullable Lines lines;
    private @Nullable RecordedRun ahead;
    private long bytes;
    private long runs;
    private long malformed;

    private RunReader(List<Path> files, ReadListener listener) throws IOException {
        this.files = files;
        this.listener = listener;
        long size = 0;
        for (Path file : files) {
            size += Files.size(file);
        }
        this.total = size;
    }

    /**
     * Reads those files, and of folders the {@code *.jsonl} and {@code *.jsonl.gz} right in them, by name. Whether a file
     * is compressed shows by its content.
     *
     * @throws NoSuchFileException if there is no such file, or nothing to read in a folder
     * @throws IOException if it cannot be found out what there is
     */
    public static RunReader open(List<Path> in, ReadListener listener) throws IOException {
        return new RunReader(RecordingFiles.of(in), listener);
    }

    /** Reads those files and folders without telling anybody. */
    public static RunReader open(List<Path> in) throws IOException {
        return open(in, ReadListener.NONE);
    }

    /**
     * Whether there is another run.
     *
     * @throws UncheckedIOException if a file cannot be read
     */
    @Override
    public boolean hasNext() {
        try {
            while (ahead == null && advance()) {
                ahead = parsed();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ahead != null;
    }

    /**
     * The next run.
     *
     * @throws UncheckedIOException if a file cannot be read
     */
    @Override
    public RecordedRun next() {
        RecordedRun run = hasNext() ? ahead : null;
        if (run == null) {
            throw new NoSuchElementException();
        }
        ahead = null;
        runs++;
        return run;
    }

    /** Goes on to the next line of these files; false if there is none. */
    private boolean advance() throws IOException {
        while (true) {
            if (lines == null && opened == files.size()) {
                return false;
            }
            try {
                if (lines == null) {
                    Path file = files.get(opened++);
                    lines = new Lines(RecordingInput.open(file, this::count));
                }
                if (lines.next()) {
                    return true;
                }
            } catch (EOFException e) {
                report("breaks off: the compressed file is cut short");
            } catch (ZipException e) {
                report("cannot be read: the compressed file is damaged");
            }
            closeFile();
        }
    }

    private @Nullable RecordedRun parsed() {
        if (lines == null || lines.blank()) {
            return null;
        }
        try {
            return parser.parse(lines, file());
        } catch (MalformedRunException e) {
            report(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void report(String reason) {
        malformed++;
        listener.malformed(new MalformedLine(file(), lines == null ? 1 : lines.number(), reason));
    }

    private Path file() {
        return files.get(opened - 1);
    }

    private void count(int more) {
        bytes += more;
        listener.progress(bytes, Math.max(bytes, total));
    }

    /** The files, in the order in which they are read. */
    public List<Path> files() {
        return files;
    }

    /** How many runs were read so far. */
    public long runs() {
        return runs;
    }

    /** How many lines were reported so far. */
    public long malformed() {
        return malformed;
    }

    private void closeFile() throws IOException {
        if (lines != null) {
            Lines open = lines;
            lines = null;
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        opened = files.size();
        ahead = null;
        closeFile();
    }
}
