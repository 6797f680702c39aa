package dev.guardedtool.replay;

import dev.guardedtool.ToolName;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cause for one tool. Ordered by cause, then tool.
 *
 * @param cause the cause
 * @param tool the tool, or null for texts of the assistant
 */
public record ToolCause(Cause cause, @Nullable ToolName tool) implements Comparable<ToolCause> {

    private static final Comparator<ToolCause> ORDER = Comparator.comparing(ToolCause::cause)
            .thenComparing(ToolCause::tool, Comparator.nullsFirst(Comparator.naturalOrder()));

    public ToolCause {
        Objects.requireNonNull(cause, "cause");
    }

    @Override
    public int compareTo(ToolCause other) {
        return ORDER.compare(this, other);
    }
}
