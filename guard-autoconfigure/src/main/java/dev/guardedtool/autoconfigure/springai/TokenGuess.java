package dev.guardedtool.autoconfigure.springai;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** About how many tokens texts are: four ASCII characters are one token, and so is each other character. */
final class TokenGuess {

    private static final int ASCII = 0x80;
    private static final int PER_TOKEN = 4;

    private TokenGuess() {}

    static long of(@Nullable CharSequence text) {
        if (text == null) {
            return 0;
        }
        long quarters = 0;
        for (int i = 0; i < text.length(); i++) {
            quarters += text.charAt(i) < ASCII ? 1 : PER_TOKEN;
        }
        return (quarters + PER_TOKEN - 1) / PER_TOKEN;
    }

    /** Of everything that is sent: the messages, the calls and results among them, and what tools there are. */
    static long of(Prompt prompt) {
        long tokens = 0;
        for (Message message : prompt.getInstructions()) {
            tokens += of(message.getText());
            if (message instanceof AssistantMessage said) {
                tokens += calls(said);
            } else if (message instanceof ToolResponseMessage answers) {
                for (ToolResponseMessage.ToolResponse answer : answers.getResponses()) {
                    tokens += of(answer.responseData());
                }
            }
        }
        return tokens + tools(prompt.getOptions());
    }

    static long calls(AssistantMessage said) {
        long tokens = 0;
        for (AssistantMessage.ToolCall call : said.getToolCalls()) {
            tokens += of(call.name()) + of(call.arguments());
        }
        return tokens;
    }

    private static long tools(@Nullable ChatOptions options) {
        List<ToolCallback> callbacks =
                options instanceof ToolCallingChatOptions calling ? calling.getToolCallbacks() : null;
        long tokens = 0;
        for (ToolCallback callback : callbacks == null ? List.<ToolCallback>of() : callbacks) {
            ToolDefinition tool = callback.getToolDefinition();
            tokens += of(tool.name()) + of(tool.description()) + of(tool.inputSchema());
        }
        return tokens;
    }
}
