package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.engine.GuardRun;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.model.ChatResponse;

/** One turn of a chat client: its run, and instructions that wait for the next tool response to ride on. */
final class Turn {

    private final GuardRun run;
    private final boolean withinCall;
    private final Queue<String> instructions = new ConcurrentLinkedQueue<>();
    private volatile @Nullable LoopEnd end;

    /**
     * A turn of that run.
     *
     * @param withinCall whether a tool began it, so that its prompt was written by the model that called the tool
     */
    Turn(GuardRun run, boolean withinCall) {
        this.run = run;
        this.withinCall = withinCall;
    }

    boolean withinCall() {
        return withinCall;
    }

    GuardRun run() {
        return run;
    }

    /** The turn of that tool context, or null. */
    static @Nullable Turn of(@Nullable Map<String, Object> toolContext) {
        return toolContext != null && toolContext.get(GuardContextKeys.TURN) instanceof Turn turn ? turn : null;
    }

    /** The loop was ended by a result that cannot carry the decision. */
    void end(LoopEnd newEnd) {
        end = newEnd;
    }

    /** The response with the decision that ended the loop, where it does not carry it already. */
    ChatClientResponse ended(ChatClientResponse response) {
        LoopEnd ended = end;
        ChatResponse answer = response.chatResponse();
        return ended == null || answer == null
                ? response
                : response.mutate()
                        .chatResponse(ChatResponse.builder()
                                .from(answer)
                                .generations(List.of(ended.generation()))
                                .build())
                        .build();
    }

    void instruct(String text) {
        instructions.add(text);
    }

    /** The answer with the waiting instructions below it. */
    String answer(String text) {
        @Nullable String next = instructions.poll();
        if (next == null) {
            return text;
        }
        StringBuilder answer = new StringBuilder(text);
        for (; next != null; next = instructions.poll()) {
            answer.append("\n[guard] ").append(next);
        }
        return answer.toString();
    }
}
