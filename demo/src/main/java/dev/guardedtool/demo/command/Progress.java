package dev.guardedtool.demo.command;

import java.io.PrintWriter;

/** Says how many of its steps a command has taken. */
final class Progress implements AutoCloseable {

    private final StatusLine line;
    private final int steps;
    private int done;

    Progress(PrintWriter err, int steps) {
        this.line = new StatusLine(err);
        this.steps = steps;
    }

    void step(String what) {
        done++;
        line.show(done + " of " + steps + ": " + what);
    }

    @Override
    public void close() {
        line.close();
    }
}
