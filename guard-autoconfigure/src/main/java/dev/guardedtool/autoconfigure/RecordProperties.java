package dev.guardedtool.autoconfigure;

import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.recording.Disclosure;
import dev.guardedtool.recording.LineSink;
import dev.guardedtool.recording.QueuePolicy;
import dev.guardedtool.recording.RecordingPolicy;
import dev.guardedtool.recording.RotatingFile;
import dev.guardedtool.redaction.SecretNames;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is written down of runs, to be replayed later.
 *
 * @param file File that each run becomes a line of when it ends. Without it nothing is written down.
 * @param arguments How much of the arguments of calls is written. Secrets are not in any case.
 * @param results How much of the results of calls is written. Secrets are not in any case.
 * @param texts How much of what the assistant says is written. Secrets are not in any case.
 * @param secretNames Names of arguments and fields that are secret beside the usual ones. A name may begin and end with
 *     '*'.
 * @param maxFileSize Size from which on the file is put aside and a new one is begun.
 * @param maxFiles How many files that were put aside are kept.
 * @param compress Whether files that were put aside are compressed.
 * @param maxEventsPerRun How many calls, texts and answers of models are written of one run.
 * @param maxSizePerRun How much is written of one run.
 * @param maxQueuedRuns How many runs may wait to be written. More are dropped and counted.
 * @param maxQueuedSize How much may wait to be written. More is dropped and counted.
 * @param flushWithin How long the end of the application waits for what is left to be written.
 */
public record RecordProperties(
        @Nullable String file,
        @DefaultValue("fingerprint") Disclosure arguments,
        @DefaultValue("fingerprint") Disclosure results,
        @DefaultValue("fingerprint") Disclosure texts,
        @DefaultValue List<String> secretNames,
        @DefaultValue("64MB") DataSize maxFileSize,
        @DefaultValue("10") int maxFiles,
        @DefaultValue("true") boolean compress,
        @DefaultValue("2000") int maxEventsPerRun,
        @DefaultValue("1MB") DataSize maxSizePerRun,
        @DefaultValue("1000") int maxQueuedRuns,
        @DefaultValue("16MB") DataSize maxQueuedSize,
        @DefaultValue("5s") Duration flushWithin) {

    private static final String PLACE = "record";

    /** What is written of a run that no agent is named for. */
    RecordingPolicy policy(String dataset) {
        return Said.at(
                PLACE,
                () -> new RecordingPolicy(
                        dataset, arguments, results, texts, names(), maxEventsPerRun, maxSizePerRun.toBytes()));
    }

    private SecretNames names() {
        try {
            return SecretNames.of(secretNames);
        } catch (IllegalArgumentException e) {
            throw new InvalidPolicyException("secret-names", "cannot hold: " + e.getMessage());
        }
    }

    QueuePolicy queue() {
        if (maxQueuedSize.compareTo(maxSizePerRun) < 0) {
            throw new InvalidPolicyException(
                    "record.max-queued-size",
                    "must not be less than max-size-per-run, or large runs are never written");
        }
        return Said.at(PLACE, () -> new QueuePolicy(maxQueuedRuns, maxQueuedSize.toBytes(), flushWithin));
    }

    /**
     * The file, opened.
     *
     * @throws InvalidPolicyException if it cannot be written
     */
    LineSink sink() {
        return Said.at(PLACE, () -> {
            if (file == null || file.isBlank()) {
                throw new InvalidPolicyException("file", "has no value; give it one or remove it");
            }
            try {
                return RotatingFile.open(Path.of(file), maxFileSize.toBytes(), maxFiles, compress);
            } catch (IOException | InvalidPathException e) {
                throw new InvalidPolicyException("file", String.valueOf(e.getMessage()));
            }
        });
    }
}
