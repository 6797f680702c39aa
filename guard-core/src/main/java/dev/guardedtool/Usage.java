package dev.guardedtool;

import org.jspecify.annotations.Nullable;

/**
 * What one answer of a model used, in tokens.
 *
 * @param model the model that answered, or null where unknown
 * @param inputTokens tokens read, cached ones included
 * @param outputTokens tokens written
 * @param cachedInputTokens the part of the input that came from the provider's cache
 * @param cost the price where the caller knows it, or null to go by the price list
 * @param reported whether the model said what it used; otherwise the counts are a guess
 */
public record Usage(
        @Nullable String model,
        long inputTokens,
        long outputTokens,
        long cachedInputTokens,
        @Nullable Money cost,
        boolean reported) {

    public Usage {
        if (inputTokens < 0 || outputTokens < 0 || cachedInputTokens < 0 || cachedInputTokens > inputTokens) {
            throw new IllegalArgumentException("token counts must not be negative, nor cached input exceed the input");
        }
        if (cost != null && cost.isNegative()) {
            throw new IllegalArgumentException("a cost must not be negative: " + cost);
        }
    }

    /** Usage without cached input, priced by the price list. */
    public static Usage of(@Nullable String model, long inputTokens, long outputTokens) {
        return new Usage(model, inputTokens, outputTokens, 0, null, true);
    }

    /** A model answered and did not say what it used. */
    public static Usage unreported(@Nullable String model) {
        return new Usage(model, 0, 0, 0, null, false);
    }
}
