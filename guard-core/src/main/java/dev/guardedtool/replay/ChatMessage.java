package dev.guardedtool.replay;

import dev.guardedtool.ToolName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a chat.
 *
 * @param role who speaks
 * @param text what is said, empty for nothing
 * @param answers the id of the call that this is the answer to, or null
 * @param name who answers, or null
 * @param calls which tools are called
 */
record ChatMessage(
        String role,
        String text,
        @Nullable String answers,
        @Nullable String name,
        List<ChatCall> calls) {

    /**
     * A call that a message asks for.
     *
     * @param id the call's id, or null; unique among calls without an answer at most
     * @param tool the tool
     * @param arguments the arguments as they were written
     */
    record ChatCall(@Nullable String id, ToolName tool, String arguments) {}
}
