package dev.guardedtool.replay;

import dev.guardedtool.ToolName;
import dev.guardedtool.replay.RecordedEvent.Call;
import dev.guardedtool.replay.RecordedEvent.Result;
import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.ArgumentShape;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.signature.Fingerprints;
import dev.guardedtool.signature.NumberForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether interventions in one run would have been right, by what really happened.
 *
 * <p>Two calls are the same if tool and arguments are; the order of names and white space do not count, and numbers count
 * as written: of a call that is written differently it is assumed that the agent wanted to know, whatever the guard
 * thinks. That way a doubtful refusal counts as harm.
 */
final class Judge {

    private static final ArgumentShape AS_WRITTEN = new ArgumentShape(Set.of(), Set.of(), NumberForm.BY_SPELLING);

    private final RecordedRun run;
    private final ArgumentReader reader;
    private final Fingerprints fingerprints;
    private final Map<CallId, String> answers = new HashMap<>();
    private int seen;

    /** What makes a call the same as another. */
    private record CallId(ToolName tool, Fingerprint arguments) {}

    Judge(RecordedRun run, ArgumentReader reader, Fingerprints fingerprints) {
        this.run = run;
        this.reader = reader;
        this.fingerprints = fingerprints;
    }

    /** Whether a refusal of that call would have kept an answer from the agent that it did not have. */
    boolean harmfulRefusal(int event, Call call) {
        Result result = run.resultOf(event);
        if (result == null || !result.ok()) {
            return false;
        }
        lookThroughUntil(event);
        return !result.text().equals(answers.get(id(call)));
    }

    /** Whether that earlier result is another answer than the call really got. */
    boolean harmfulAnswer(int event, @Nullable Integer servedFrom) {
        Result result = run.resultOf(event);
        if (result == null) {
            return false;
        }
        if (servedFrom == null || !(run.events().get(servedFrom) instanceof Result served)) {
            return true;
        }
        return served.ok() != result.ok() || !served.text().equals(result.text());
    }

    /** Most runs are never asked about, so the answers are only collected once one is. */
    private void lookThroughUntil(int event) {
        List<RecordedEvent> events = run.events();
        for (; seen < event; seen++) {
            Result result = run.resultOf(seen);
            if (result != null && events.get(seen) instanceof Call call) {
                answers.put(id(call), result.text());
            }
        }
    }

    private CallId id(Call call) {
        return new CallId(call.tool(), fingerprints.arguments(reader.read(call.arguments()), AS_WRITTEN));
    }
}
