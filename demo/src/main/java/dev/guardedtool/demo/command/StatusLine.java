package dev.guardedtool.demo.command;

import java.io.Console;
import java.io.PrintWriter;

/** One line on standard error that is written over and over; only where somebody watches. */
final class StatusLine implements AutoCloseable {

    private final PrintWriter err;
    private final boolean watched;

    StatusLine(PrintWriter err) {
        this(err, watched());
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
