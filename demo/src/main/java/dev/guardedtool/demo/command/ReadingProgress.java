package dev.guardedtool.demo.command;

import dev.guardedtool.demo.replay.SkippedLines;
import dev.guardedtool.replay.MalformedLine;
import dev.guardedtool.replay.ReadListener;

/** Draws a bar for how much of the input was read, and collects the lines that were skipped. */
final class ReadingProgress implements ReadListener {

    private static final int WIDTH = 40;
    private static final int PERCENT = 100;
    private static final long MEGABYTE = 1_000_000;

    private final StatusLine line;
    private final SkippedLines skipped;
    private long shown = -1;

    ReadingProgress(StatusLine line, SkippedLines skipped) {
        this.line = line;
        this.skipped = skipped;
    }

    @Override
    public void malformed(MalformedLine malformed) {
        skipped.add(malformed);
    }

    @Override
    public void progress(long bytes, long total) {
        if (bytes == total) {
            // All of it, or of something whose size nobody knows.
            line.show(bytes / MEGABYTE + " MB read");
            return;
        }
        long percent = bytes * PERCENT / total;
        if (percent != shown) {
            shown = percent;
            int full = (int) (percent * WIDTH / PERCENT);
            line.show("[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] " + percent + " %");
        }
    }
}
