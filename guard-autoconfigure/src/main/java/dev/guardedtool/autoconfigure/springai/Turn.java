package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.engine.GuardRun;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** One turn of a chat client: its run, and instructions that wait for the next tool response to ride on. */
final class Turn {

    private final GuardRun run;
    private final Queue<String> instructions = new ConcurrentLinkedQueue<>();

    Turn(GuardRun run) {
        this.run = run;
    }

    GuardRun run() {
        return run;
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
