package dev.guardedtool.demo.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that commands write. */
final class OutputFile {

    private OutputFile() {}

    /** Found out before the work is done, not after. */
    static void check(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailedException(file + ": cannot be written");
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    static CommandFailedException unwritable(Path file, IOException failed) {
        return new CommandFailedException(file + ": cannot be written: " + failed.getMessage());
    }
}
