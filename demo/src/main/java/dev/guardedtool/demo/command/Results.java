package dev.guardedtool.demo.command;

import java.io.PrintWriter;

/** What commands print on standard output. */
final class Results {

    private Results() {}

    /** Prints them; where they go to may be full, or closed. */
    static void print(PrintWriter out, String results) {
        out.print(results);
        if (out.checkError()) {
            throw new CommandFailedException("standard output: cannot be written");
        }
    }
}
