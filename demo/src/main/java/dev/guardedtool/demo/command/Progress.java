package dev.guardedtool.demo.command;

import java.io.Console;
import java.io.PrintWriter;

/** One line on standard error that says how far a command is; only where somebody watches. */
final class Progress implements AutoCloseable {

    private final PrintWriter err;
    private final int steps;
    private final boolean watched;
    private int done;

    Progress(PrintWriter err, int steps) {
        this.err = err;
        this.steps = steps;
        this.watched = watched();
    }

    void step(String what) {
        done++;
        show(done + " of " + steps + ": " + what);
    }

    @Override
    public void close() {
        show("");
    }

    private void show(String line) {
        if (watched) {
            err.print("\r\033[K" + line);
            err.flush();
        }
    }

    /** From Java 22 on there is a console even where there is no terminal, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean watched() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (ReflectiveOperationException untold) {
            return false;
        }
    }
}
