package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.RunContext;
import dev.guardedtool.engine.CallFrame;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.memory.ChatMemory;

/** What is known of a turn, taken on the thread that asks for it. */
final class TurnContexts {

    private final @Nullable String defaultAgent;

    TurnContexts(@Nullable String defaultAgent) {
        this.defaultAgent = defaultAgent;
    }

    RunContext of(Map<String, ?> advisorContext) {
        CallFrame frame = CallFrame.current();
        RunContext outer = frame == null ? RunContext.anonymous() : frame.run().context();
        String agent = text(advisorContext.get(GuardContextKeys.AGENT));
        return RunContext.of(outer.principal())
                .withSession(text(advisorContext.get(ChatMemory.CONVERSATION_ID)))
                .withAgent(agent != null ? agent : defaultAgent)
                .withTicket(text(advisorContext.get(GuardContextKeys.TICKET)))
                .withParentRunId(frame == null ? null : frame.run().runId());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
