package dev.guardedtool.recording;

import java.io.IOException;

/** Where lines are written to. Used by one thread at a time; may take its time. */
public interface LineSink extends AutoCloseable {

    /**
     * Writes one line.
     *
     * @param line UTF-8, with the line feed at its end
     * @throws IOException if it is lost; a later one may succeed
     */
    void write(byte[] line) throws IOException;

    @Override
    void close() throws IOException;
}
