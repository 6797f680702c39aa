package dev.guardedtool.replay;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import java.util.zip.GZIPInputStream;

/** The content of one file, decompressed where its first bytes say that it is compressed. */
final class RecordingInput {

    private static final int BUFFER = 1 << 16;
    private static final int FIRST = GZIPInputStream.GZIP_MAGIC & 0xFF;
    private static final int SECOND = GZIPInputStream.GZIP_MAGIC >> 8;

    private RecordingInput() {}

    /**
     * Opens the file.
     *
     * @param counter is told of bytes as they are read from disk
     * @throws java.io.EOFException if the file breaks off in the header of a compressed file
     */
    static InputStream open(Path file, IntConsumer counter) throws IOException {
        PushbackInputStream input = new PushbackInputStream(new Counted(Files.newInputStream(file), counter), 2);
        try {
            byte[] start = input.readNBytes(2);
            input.unread(start);
            boolean compressed = start.length == 2 && (start[0] & 0xFF) == FIRST && (start[1] & 0xFF) == SECOND;
            return compressed ? new GZIPInputStream(input, BUFFER) : input;
        } catch (IOException e) {
            input.close();
            throw e;
        }
    }

    private static final class Counted extends FilterInputStream {

        private final IntConsumer counter;

        Counted(InputStream input, IntConsumer counter) {
            super(input);
            this.counter = counter;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) {
                counter.accept(1);
            }
            return value;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            int count = super.read(target, from, length);
            if (count > 0) {
                counter.accept(count);
            }
            return count;
        }
    }
}
