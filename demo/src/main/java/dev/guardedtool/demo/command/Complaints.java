package dev.guardedtool.demo.command;

import dev.guardedtool.demo.launch.StartFailedException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns whatever keeps a command from running into one line on standard error. */
final class Complaints {

    private static final int COULD_NOT_RUN = 2;

    private Complaints() {}

    static int badUsage(ParameterException wrong, String[] args) {
        return complain(wrong.getCommandLine(), wrong.getMessage() + "; --help lists the options");
    }

    static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        boolean explained = failure instanceof CommandFailedException || failure instanceof StartFailedException;
        return complain(command, explained ? failure.getMessage() : rootOf(failure));
    }

    private static int complain(CommandLine command, @Nullable String why) {
        String line = Objects.requireNonNullElse(why, "failed").strip().replaceAll("\\s+", " ");
        command.getErr().println(command.getCommandSpec().root().name() + ": " + line);
        command.getErr().flush();
        return COULD_NOT_RUN;
    }

    /** What went wrong in the first place. */
    static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Objects.requireNonNullElse(root.getMessage(), root.getClass().getName());
    }
}
