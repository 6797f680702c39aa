package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Usage;
import dev.guardedtool.engine.GuardRun;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;

/** Counts what a model used in one round. */
final class ModelUsage {

    private ModelUsage() {}

    static void count(GuardRun run, ChatResponse response, @Nullable ChatOptions options) {
        ChatResponseMetadata metadata = response.getMetadata();
        String model = model(metadata, options);
        org.springframework.ai.chat.metadata.Usage usage = metadata.getUsage();
        if (usage == null || !reported(usage)) {
            run.recordUsage(Usage.unreported(model));
            return;
        }
        long input = positive(usage.getPromptTokens());
        long cached = Math.min(input, positive(usage.getCacheReadInputTokens()));
        run.recordUsage(new Usage(model, input, positive(usage.getCompletionTokens()), cached, null, true));
    }

    static boolean reported(org.springframework.ai.chat.metadata.Usage usage) {
        return positive(usage.getPromptTokens()) > 0 || positive(usage.getCompletionTokens()) > 0;
    }

    private static @Nullable String model(ChatResponseMetadata metadata, @Nullable ChatOptions options) {
        String answered = metadata.getModel();
        if (answered != null && !answered.isBlank()) {
            return answered;
        }
        return options == null ? null : options.getModel();
    }

    private static long positive(@Nullable Number tokens) {
        return tokens == null ? 0 : Math.max(0, tokens.longValue());
    }
}
