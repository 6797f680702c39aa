package dev.guardedtool;

import org.jspecify.annotations.Nullable;

/** What the model reads, one short paragraph per decision. Replace it to change or translate the wording. */
@FunctionalInterface
public interface GuardTexts {

    /**
     * The text for a decision or a warning.
     *
     * @param tool the tool it is about, or null for a text of the assistant
     */
    String text(Explanation explanation, @Nullable ToolName tool);
}
