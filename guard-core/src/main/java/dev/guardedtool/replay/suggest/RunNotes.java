package dev.guardedtool.replay.suggest;

import dev.guardedtool.replay.RecordedEvent.Result;
import dev.guardedtool.signature.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run while it is looked through, call by call. */
final class RunNotes {

    /** Further back, too much may have happened in between. */
    private static final int FURTHEST = 50;

    private final List<Seen> calls = new ArrayList<>();
    private final Map<CallId, Integer> latest = new HashMap<>();
    private final Map<ToolNotes, Integer> perTool = new HashMap<>();
    private final Map<CallId, Integer> perCall = new HashMap<>();

    private record CallId(String tool, Fingerprint arguments) {}

    private record Seen(
            CallId id,
            ToolNotes notes,
            @Nullable Result result,
            @Nullable Answer answer) {

        boolean ok() {
            return answer != null;
        }
    }

    /**
     * The next call.
     *
     * @param answer what its successful result says, or null if it did not succeed
     */
    void add(String tool, ToolNotes notes, Fingerprint arguments, @Nullable Result result, @Nullable Answer answer) {
        Seen call = new Seen(new CallId(tool, arguments), notes, result, answer);
        calls.add(call);
        perTool.merge(notes, 1, Integer::sum);
        perCall.merge(call.id(), 1, Integer::sum);
        Integer before = latest.put(call.id(), calls.size() - 1);
        if (before != null && calls.size() - 1 - before <= FURTHEST) {
            compare(before, calls.size() - 1);
        }
    }

    private void compare(int before, int now) {
        Seen first = calls.get(before);
        Seen second = calls.get(now);
        if (first.answer() == null || first.result() == null || second.result() == null || !second.ok()) {
            return;
        }
        boolean alike = first.result().text().equals(second.result().text());
        ToolNotes notes = second.notes();
        (first.answer().refused() ? notes.afterRefusal : notes.afterSuccess).add(alike);
        Set<ToolNotes> others = new HashSet<>();
        for (Seen between : calls.subList(before + 1, now)) {
            if (between.ok() && !between.notes().name.reads() && between.notes() != notes) {
                others.add(between.notes());
            }
        }
        if (others.isEmpty()) {
            notes.quiet.add(alike);
        } else if (others.size() == 1 && notes.name.reads()) {
            others.iterator().next().readAround(second.id().tool(), alike);
        }
    }

    /** The run is over. */
    void finish(@Nullable Boolean success) {
        Map<ToolNotes, Integer> alike = new HashMap<>();
        for (Seen call : calls) {
            alike.merge(call.notes(), perCall.getOrDefault(call.id(), 0), Math::max);
        }
        alike.forEach((notes, most) -> notes.calledInRun(perTool.getOrDefault(notes, 0), most, success));
    }
}
