package dev.guardedtool.replay.report;

import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Which run something is about.
 *
 * @param model the model that acted, or null where unknown
 * @param events how many events it has
 */
record RunLabel(Snippet dataset, Snippet id, @Nullable Snippet model, Verdict verdict, int events) {

    static RunLabel of(RecordedRun run) {
        return new RunLabel(
                Snippet.name(run.dataset()),
                Snippet.name(run.runId()),
                run.model() == null ? null : Snippet.name(run.model()),
                run.verdict(),
                run.events().size());
    }
}
