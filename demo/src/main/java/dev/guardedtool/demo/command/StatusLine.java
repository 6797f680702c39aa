package dev.guardedtool.demo.command;

import java.io.PrintWriter;

/** One line on standard error that is written over and over; only where somebody watches. */
final class StatusLine implements AutoCloseable {

    private final PrintWriter err;
    private final boolean watched;

    StatusLine(PrintWriter err) {
        this(err, Terminal.current().watched());
    }

    StatusLine(PrintWriter err, boolean watched) {
        this.err = err;
        this.watched = watched;
    }

    void show(String line) {
        if (watched) {
            err.print("\r\033[K" + line);
            err.flush();
        }
    }

    @Override
    public void close() {
        show("");
    }
}
