package dev.guardedtool.demo.script;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;

/** What a message says, and how many tokens that is. */
final class Texts {

    private static final int CHARACTERS_PER_TOKEN = 4;

    private Texts() {}

    static String of(Message message) {
        StringBuilder all = new StringBuilder(of(message.getText()));
        if (message instanceof AssistantMessage assistant) {
            assistant.getToolCalls().forEach(call -> all.append(call.name()).append(call.arguments()));
        } else if (message instanceof ToolResponseMessage tools) {
            tools.getResponses()
                    .forEach(response -> all.append(response.responseData()).append('\n'));
        }
        return all.toString();
    }

    static String of(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** A rule of thumb that is the same for every run, which is all a comparison needs. */
    static int tokens(List<? extends Message> messages) {
        return messages.stream()
                .mapToInt(message -> (of(message).length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN)
                .sum();
    }
}
