package dev.guardedtool.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of lines that is put aside when it is full. What is there already is added to; a line that a crash cut off is
 * ended first, so that it spoils no other. A line that cannot be written whole is taken back. Each file is readable by its
 * owner only, where the file system can say so. Meant for one process: another one needs another file.
 */
public final class RotatingFile implements LineSink {

    private static final Logger log = LoggerFactory.getLogger(RotatingFile.class);

    private static final byte NEW_LINE = '\n';

    private final Path file;
    private final long maxSize;
    private final RotatedFiles rotated;
    private final Transfer transfer;
    private @Nullable FileChannel channel;

    /** Writes all of the bytes to the end of the file. */
    interface Transfer {

        void write(FileChannel to, byte[] bytes) throws IOException;
    }

    private RotatingFile(Path file, long maxSize, RotatedFiles rotated, Transfer transfer) {
        this.file = file;
        this.maxSize = maxSize;
        this.rotated = rotated;
        this.transfer = transfer;
    }

    /**
     * The file, made if it is not there, along with its folders.
     *
     * @param maxSize how large it may get before it is put aside, in bytes
     * @param maxFiles how many full files are kept
     * @param compress whether full files are compressed
     * @throws IOException with a message that says what to change, if it cannot be written
     */
    public static RotatingFile open(Path file, long maxSize, int maxFiles, boolean compress) throws IOException {
        return open(file, maxSize, maxFiles, compress, RotatingFile::writeFully);
    }

    static RotatingFile open(Path file, long maxSize, int maxFiles, boolean compress, Transfer transfer)
            throws IOException {
        AtLeast.require("max-file-size", maxSize, 1);
        AtLeast.require("max-files", maxFiles, 1);
        if (Files.isDirectory(file) || file.getFileName() == null) {
            throw new IOException(
                    "is a folder, " + file + "; name a file in it, such as " + file.resolve("runs.jsonl"));
        }
        if (file.toString().endsWith(".gz")) {
            throw new IOException("is " + file + ", but only full files are compressed; name it without .gz");
        }
        Path folder = OwnerOnly.folder(file);
        try {
            OwnerOnly.makeFolders(folder);
        } catch (IOException e) {
            throw new IOException("is " + file + ", whose folder cannot be made: " + reason(e), e);
        }
        RotatingFile opened = new RotatingFile(file, maxSize, new RotatedFiles(file, maxFiles, compress), transfer);
        try {
            opened.rotated.tidy();
            opened.channel();
        } catch (IOException e) {
            opened.close();
            throw new IOException("is " + file + ", which cannot be written: " + reason(e), e);
        }
        return opened;
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied for " + e.getMessage();
        }
        boolean taken = e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException;
        return taken ? e.getMessage() + " is no folder" : String.valueOf(e.getMessage());
    }

    @Override
    public void write(byte[] line) throws IOException {
        FileChannel to = channel();
        if (to.size() > 0 && to.size() + line.length > maxSize) {
            rotate();
            to = channel();
        }
        long before = to.size();
        try {
            transfer.write(to, line);
        } catch (IOException | RuntimeException e) {
            takeBack(to, before, e);
            throw e;
        }
    }

    private void rotate() throws IOException {
        close();
        try {
            rotated.add(file);
        } catch (IOException e) {
            if (Files.exists(file)) {
                throw e;
            }
            log.warn("The full file was put aside, but not everything was done with it", e);
        }
    }

    private void takeBack(FileChannel from, long before, Exception why) {
        try (from) {
            from.truncate(before);
        } catch (IOException | RuntimeException e) {
            why.addSuppressed(e);
        } finally {
            channel = null;
        }
    }

    /** The open file; opened again where somebody removed it. */
    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open != null && open.isOpen() && Files.exists(file)) {
            return open;
        }
        close();
        boolean torn = endsInsideALine();
        FileChannel opened = OwnerOnly.append(file);
        channel = opened;
        if (torn) {
            writeFully(opened, new byte[] {NEW_LINE});
        }
        return opened;
    }

    private boolean endsInsideALine() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (SeekableByteChannel existing = Files.newByteChannel(file)) {
            if (existing.size() == 0) {
                return false;
            }
            ByteBuffer last = ByteBuffer.allocate(1);
            existing.position(existing.size() - 1).read(last);
            return last.get(0) != NEW_LINE;
        }
    }

    private static void writeFully(FileChannel to, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            to.write(rest);
        }
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
