package dev.guardedtool;

import java.util.Objects;

/**
 * The name of a tool as the model sees it, compared exactly.
 *
 * @param value the name, never blank
 */
public record ToolName(String value) implements Comparable<ToolName> {

    public ToolName {
        Objects.requireNonNull(value, "value");
        if (value.isBlank()) {
            throw new IllegalArgumentException("a tool name must not be blank");
        }
    }

    /** The tool of that name. */
    public static ToolName of(String value) {
        return new ToolName(value);
    }

    @Override
    public int compareTo(ToolName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
