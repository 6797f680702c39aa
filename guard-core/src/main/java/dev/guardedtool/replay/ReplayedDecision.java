package dev.guardedtool.replay;

import dev.guardedtool.DecisionType;
import dev.guardedtool.Reason;
import dev.guardedtool.ToolName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One decision that is worth telling: anything but a plain allow.
 *
 * @param event the index of the call or of the assistant's text in the run's events
 * @param tool the tool that was called, or null for a text
 * @param type what would have been decided
 * @param reason why
 * @param warning what the model would have been told along with the result of an allowed call, or null; of several
 *     warnings the first
 * @param servedFrom for an answer from memory the index of the result that it is, or null where that is not known
 * @param harmful whether the decision would have kept something new from the agent: a refused call had succeeded in the
 *     recording with an answer other than the last one to the same call, or an answer from memory differs from the
 *     recorded one. Never for a call without a recorded result, a text or an allowed call.
 * @param suppressedWrite whether a call of a declared write that succeeded in the recording would not have run
 */
public record ReplayedDecision(
        int event,
        @Nullable ToolName tool,
        DecisionType type,
        Reason reason,
        @Nullable Reason warning,
        @Nullable Integer servedFrom,
        boolean harmful,
        boolean suppressedWrite) {

    public ReplayedDecision {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(reason, "reason");
    }

    /** Whether this is about a text of the assistant and not about a call. */
    public boolean isText() {
        return tool == null;
    }

    /** Whether the run would have gone another way: false for an allowed call with a warning. */
    public boolean intervention() {
        return type != DecisionType.ALLOW;
    }
}
