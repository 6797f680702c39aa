package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Usage;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;

/** Reads from an answer of a model what it used. */
final class ModelUsage {

    private ModelUsage() {}

    /** What the answer says that was used, or null where it does not say. */
    static @Nullable Usage of(ChatResponse response, @Nullable ChatOptions options) {
        org.springframework.ai.chat.metadata.Usage usage =
                response.getMetadata().getUsage();
        if (usage == null || !reported(usage)) {
            return null;
        }
        long input = positive(usage.getPromptTokens());
        long cached = Math.min(input, positive(usage.getCacheReadInputTokens()));
        return new Usage(model(response, options), input, positive(usage.getCompletionTokens()), cached, null, true);
    }

    static boolean reported(org.springframework.ai.chat.metadata.Usage usage) {
        return positive(usage.getPromptTokens()) > 0 || positive(usage.getCompletionTokens()) > 0;
    }

    /** The model that answered, else the one that was asked. */
    static @Nullable String model(@Nullable ChatResponse response, @Nullable ChatOptions options) {
        ChatResponseMetadata metadata = response == null ? null : response.getMetadata();
        String answered = metadata == null ? null : metadata.getModel();
        if (answered != null && !answered.isBlank()) {
            return answered;
        }
        return options == null ? null : options.getModel();
    }

    private static long positive(@Nullable Number tokens) {
        return tokens == null ? 0 : Math.max(0, tokens.longValue());
    }
}
