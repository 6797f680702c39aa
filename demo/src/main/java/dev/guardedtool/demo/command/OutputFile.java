package dev.guardedtool.demo.command;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that commands write. */
final class OutputFile {

    private OutputFile() {}

    /** Found out before the work is done, not after. */
    static void check(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)
                || folder == null
                || !Files.isDirectory(folder)
                || !Files.isWritable(Files.exists(file) ? file : folder)) {
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

    /** What is written there goes into the file; a failure names it. */
    static OutputStream open(Path file) {
        try {
            return new Named(file, Files.newOutputStream(file));
        } catch (IOException failed) {
            throw unwritable(file, failed);
        }
    }

    static CommandFailedException unwritable(Path file, IOException failed) {
        return new CommandFailedException(file + ": cannot be written: " + failed.getMessage());
    }

    private static final class Named extends FilterOutputStream {

        private final Path file;

        Named(Path file, OutputStream out) {
            super(out);
            this.file = file;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            try {
                out.write(bytes, from, length);
            } catch (IOException failed) {
                throw unwritable(file, failed);
            }
        }
    }
}
