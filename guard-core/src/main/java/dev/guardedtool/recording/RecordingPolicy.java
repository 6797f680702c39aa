package dev.guardedtool.recording;

import dev.guardedtool.redaction.SecretNames;
import java.util.Objects;

/**
 * What is written down of a run.
 *
 * @param dataset what runs belong to whose context names no agent
 * @param arguments how much of the arguments of calls
 * @param results how much of their results
 * @param texts how much of what the assistant says
 * @param secretNames names of arguments and fields that are never written down in the clear
 * @param maxEventsPerRun how many events of one run are kept; those after them are counted only
 * @param maxSizePerRun how long the line of one run may get, in characters; events after that are counted only. Results of
 *     calls that are kept may go beyond it.
 */
public record RecordingPolicy(
        String dataset,
        Disclosure arguments,
        Disclosure results,
        Disclosure texts,
        SecretNames secretNames,
        int maxEventsPerRun,
        long maxSizePerRun) {

    private static final RecordingPolicy DEFAULTS = new RecordingPolicy(
            "application",
            Disclosure.FINGERPRINT,
            Disclosure.FINGERPRINT,
            Disclosure.FINGERPRINT,
            SecretNames.usual(),
            2_000,
            1_000_000);

    public RecordingPolicy {
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(arguments, "arguments");
        Objects.requireNonNull(results, "results");
        Objects.requireNonNull(texts, "texts");
        Objects.requireNonNull(secretNames, "secretNames");
        AtLeast.require("max-events-per-run", maxEventsPerRun, 1);
        AtLeast.require("max-size-per-run", maxSizePerRun, 1);
    }

    /** Everything as fingerprints; 2,000 events and a million characters per run. */
    public static RecordingPolicy defaults() {
        return DEFAULTS;
    }

    /** The same with that much of arguments, results and texts. */
    public RecordingPolicy disclosing(Disclosure ofArguments, Disclosure ofResults, Disclosure ofTexts) {
        return new RecordingPolicy(
                dataset, ofArguments, ofResults, ofTexts, secretNames, maxEventsPerRun, maxSizePerRun);
    }

    /** The same with that many events and characters per run. */
    public RecordingPolicy limitedTo(int events, long size) {
        return new RecordingPolicy(dataset, arguments, results, texts, secretNames, events, size);
    }
}
