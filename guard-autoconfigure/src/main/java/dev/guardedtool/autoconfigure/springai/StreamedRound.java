package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Decision;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * Collects one streamed round. Usage is taken from the raw chunks, since aggregation loses what was read from the
 * provider's cache. Confined to the stream, whose signals come one at a time.
 */
final class StreamedRound {

    private final Turn turn;
    private final CountedRound round;
    private final StringBuilder text = new StringBuilder();
    private @Nullable ChatResponse used;
    private @Nullable ChatResponse last;

    StreamedRound(Turn turn, CountedRound round) {
        this.turn = turn;
        this.round = round;
    }

    void add(@Nullable ChatResponse chunk) {
        if (chunk == null) {
            return;
        }
        last = chunk;
        Generation result = chunk.getResult();
        if (result != null && result.getOutput().getText() != null) {
            text.append(result.getOutput().getText());
        }
        Usage usage = chunk.getMetadata().getUsage();
        if (usage != null && ModelUsage.reported(usage)) {
            used = chunk;
        }
    }

    void complete() {
        count();
        Decision decision = turn.run().inspectOutput(text.toString()).orElse(null);
        if (decision instanceof Decision.Rewrite) {
            turn.instruct(decision.text());
        }
    }

    /** Nobody listens any more; the model wrote at least what was read of it. */
    void brokenOff() {
        count();
    }

    private void count() {
        round.answered(used != null ? used : last, text);
    }
}
