package dev.guardedtool.demo.replay;

import dev.guardedtool.replay.DecisionsWriter;
import dev.guardedtool.replay.RecordedRun;
import dev.guardedtool.replay.Replay;
import dev.guardedtool.replay.ReplaySummary;
import dev.guardedtool.replay.ReplayedRun;
import dev.guardedtool.replay.report.HtmlReport;
import dev.guardedtool.replay.suggest.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What recorded runs come to under one configuration, or under two. */
public final class ReplayedRuns {

    private final Replay first;
    private final @Nullable Replay second;
    private final ReplaySummary summary = new ReplaySummary();
    private final ReplaySummary other = new ReplaySummary();
    private final List<Consumer<ReplayedRun>> readers = new ArrayList<>();
    private @Nullable HtmlReport report;

    /**
     * Nothing so far.
     *
     * @param second another configuration, or null for none
     */
    public ReplayedRuns(Replay first, @Nullable Replay second) {
        this.first = first;
        this.second = second;
    }

    /** Has the decisions under the first configuration written. */
    public void write(DecisionsWriter decisions) {
        readers.add(decisions::write);
    }

    /** Has configuration suggested for the tools of these runs. */
    public void suggest(Suggestions from) {
        readers.add(run -> from.add(run.recorded()));
    }

    /** Has every run added to that report, which is on as many configurations as there are here. */
    public void report(HtmlReport on) {
        this.report = on;
    }

    /** Replays one more run. */
    public void add(RecordedRun run) {
        ReplayedRun replayed = first.replay(run);
        summary.add(replayed);
        readers.forEach(reader -> reader.accept(replayed));
        if (second == null) {
            if (report != null) {
                report.add(replayed);
            }
            return;
        }
        ReplayedRun compared = second.replay(run);
        other.add(compared);
        if (report != null) {
            report.add(replayed, compared);
        }
    }

    /** The figures under the first configuration. */
    public ReplaySummary summary() {
        return summary;
    }

    /** Those under the second. */
    public ReplaySummary other() {
        return other;
    }
}
