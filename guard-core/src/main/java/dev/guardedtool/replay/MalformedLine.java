package dev.guardedtool.replay;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A line that was skipped because it holds no run, or at which a file breaks off.
 *
 * @param file the file
 * @param line the line, counted from 1
 * @param reason what is wrong with it, in a few words that follow on "the line"
 */
public record MalformedLine(Path file, long line, String reason) {

    public MalformedLine {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(reason, "reason");
    }

    /** As compilers write it: file, line, reason. */
    @Override
    public String toString() {
        return file + ":" + line + ": " + reason;
    }
}
