package dev.guardedtool.demo.command;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Whether somebody watches standard error, so that a line may be written over and over.
 *
 * @param environment the variables of the environment
 * @param standardError what tells where standard error goes, on systems that have it
 * @param elsewhere whether there is a console, for the others; it is there only where standard input and output are
 */
record Terminal(Map<String, String> environment, Path standardError, BooleanSupplier elsewhere) {

    private static final Pattern DEVICE = Pattern.compile("/dev/(pts/\\d+|tty\\w*|console)");

    /** The one that this process runs in. */
    static Terminal current() {
        return new Terminal(System.getenv(), Path.of("/proc/self/fd/2"), Terminal::hasConsole);
    }

    boolean watched() {
        String automation = environment.getOrDefault("CI", "");
        boolean automated = !automation.isEmpty() && !automation.equals("false");
        if (automated || "dumb".equals(environment.get("TERM"))) {
            return false;
        }
        try {
            return DEVICE.matcher(Files.readSymbolicLink(standardError).toString())
                    .matches();
        } catch (IOException | UnsupportedOperationException untold) {
            return elsewhere.getAsBoolean();
        }
    }

    /** From Java 22 on there is a console even where there is no terminal, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean hasConsole() {
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
