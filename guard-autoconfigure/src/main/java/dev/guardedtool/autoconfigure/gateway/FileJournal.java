package dev.guardedtool.autoconfigure.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A journal in a file of lines, each of which begins or ends a settlement. It is written anew, with what is unfinished,
 * when it is opened and whenever it has grown large. A line that was not written to its end is one that was not written.
 */
final class FileJournal implements SettlementJournal {

    private static final Logger log = LoggerFactory.getLogger(FileJournal.class);

    private final Path file;
    private final long largest;
    private final FileChannel guarded;
    private final Map<String, Settlement> open = new ConcurrentHashMap<>();
    private final List<Settlement> unfinished;
    private FileChannel channel;

    /**
     * Opens the journal for this process alone.
     *
     * @param largest how many bytes it may grow to before it is written anew
     * @throws IOException if it cannot be read or written, or another process has it open
     */
    FileJournal(Path file, long largest) throws IOException {
        this.file = file.toAbsolutePath();
        this.largest = largest;
        Files.createDirectories(this.file.getParent());
        this.guarded = FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = guarded.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            guarded.close();
            throw new IOException(file + " is in use by another process");
        }
        read(this.file, open);
        this.unfinished = List.copyOf(open.values());
        this.channel = rewrite();
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private static void read(Path file, Map<String, Settlement> open) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        Map<String, Settlement> ordered = new LinkedHashMap<>();
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isBlank()) {
                apply(line, ordered);
            }
        }
        open.putAll(ordered);
    }

    private static void apply(String line, Map<String, Settlement> open) {
        try {
            JsonNode read = Wire.JSON.readTree(line);
            if (read.has("ended")) {
                open.remove(read.get("ended").stringValue());
            } else {
                Settlement settlement = Settlement.read(read);
                open.put(settlement.key(), settlement);
            }
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            log.warn("A line of the journal of settlements cannot be read and is passed over");
        }
    }

    /** The file with nothing in it but what is unfinished. */
    private FileChannel rewrite() throws IOException {
        Path fresh = beside(".new");
        List<String> lines = new ArrayList<>();
        open.values().forEach(settlement -> lines.add(settlement.write().toString()));
        Files.write(fresh, lines, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    @Override
    public List<Settlement> unfinished() {
        return unfinished;
    }

    @Override
    public void begin(Settlement settlement) {
        open.put(settlement.key(), settlement);
        append(settlement.write(), true);
    }

    @Override
    public void end(Settlement settlement) {
        if (open.remove(settlement.key()) != null) {
            ObjectNode line = Wire.JSON.createObjectNode();
            line.put("ended", settlement.key());
            append(line, false);
        }
    }

    private synchronized void append(ObjectNode line, boolean durable) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (durable) {
                channel.force(false);
            }
            if (channel.size() > largest) {
                FileChannel before = channel;
                channel = rewrite();
                before.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
            guarded.close();
        } catch (IOException e) {
            log.warn("The journal of settlements could not be closed", e);
        }
    }
}
