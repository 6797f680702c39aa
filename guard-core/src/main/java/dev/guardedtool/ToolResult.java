package dev.guardedtool;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of an executed call.
 *
 * @param ok whether the tool succeeded
 * @param payload what it answered, or null
 * @param error the error code of a failure ({@code timeout}, {@code 503}, an exception's simple name), or null
 * @param effectExecuted whether the effect happened, or null where only {@code ok} tells
 */
public record ToolResult(
        boolean ok,
        @Nullable Object payload,
        @Nullable String error,
        @Nullable Boolean effectExecuted) {

    /** The tool succeeded. */
    public static ToolResult ok(@Nullable Object payload) {
        return new ToolResult(true, payload, null, null);
    }

    /** The tool failed and its effect, if it has one, did not happen as far as is known. */
    public static ToolResult failed(@Nullable String error) {
        return new ToolResult(false, null, error, null);
    }

    /** The tool failed, but its effect happened: it must not run again. */
    public static ToolResult failedAfterEffect(@Nullable String error) {
        return new ToolResult(false, null, error, true);
    }

    /** The same result with that answer. */
    public ToolResult withPayload(@Nullable Object newPayload) {
        return new ToolResult(ok, newPayload, error, effectExecuted);
    }

    /** The same result, stating whether the effect happened. */
    public ToolResult withEffectExecuted(@Nullable Boolean executed) {
        return Objects.equals(executed, effectExecuted) ? this : new ToolResult(ok, payload, error, executed);
    }

    /** Whether the effect of the call happened: as stated, else as {@code ok} suggests. */
    public boolean effectHappened() {
        return effectExecuted == null ? ok : effectExecuted;
    }
}
