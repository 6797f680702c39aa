package dev.guardedtool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a guarded call: the decision, and the result where there is one.
 *
 * @param decision what was decided
 * @param result the result of the execution or the earlier one that answers the call; null for a refusal
 * @param failure what the tool threw, or null
 * @param warnings what the model should be told along with the result
 */
public record ToolOutcome(
        Decision decision,
        @Nullable ToolResult result,
        @Nullable Throwable failure,
        List<Warning> warnings) {

    public ToolOutcome {
        warnings = List.copyOf(warnings);
    }

    /** Whether the tool ran. */
    public boolean executed() {
        return decision.allowed();
    }

    /** Whether there is a successful answer, fresh or from memory. */
    public boolean ok() {
        return result != null && result.ok();
    }

    /** The answer, or null. */
    public @Nullable Object payload() {
        return result == null ? null : result.payload();
    }
}
