package dev.guardedtool.replay;

import dev.guardedtool.replay.ChatMessage.ChatCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads messages as the chat completions of OpenAI and of many others have them, with the older function calls. */
final class ChatReader {

    private static final String NO_ARGUMENTS = "{}";

    private final ToolNames names;
    private final JsonLine line;

    ChatReader(ToolNames names, JsonLine line) {
        this.names = names;
        this.line = line;
    }

    /** The array of messages that was begun. */
    List<ChatMessage> messages() throws MalformedRunException {
        List<ChatMessage> messages = new ArrayList<>();
        for (JsonToken token = line.next(); token != JsonToken.END_ARRAY; token = line.next()) {
            if (token != JsonToken.START_OBJECT) {
                throw new MalformedRunException("has a message that is no object: message " + messages.size());
            }
            messages.add(message(messages.size()));
        }
        return messages;
    }

    /** The message that was begun. */
    ChatMessage message(int index) throws MalformedRunException {
        String role = "";
        String content = null;
        String refusal = null;
        String answers = null;
        String sender = null;
        List<ChatCall> calls = new ArrayList<>();
        for (String name = line.name(); name != null; name = line.name()) {
            JsonToken value = line.next();
            switch (name) {
                case "role" -> role = line.textOrEmpty();
                case "content" -> content = content(value);
                case "refusal" -> refusal = line.text();
                case "tool_call_id" -> answers = line.text();
                case "name" -> sender = line.text();
                case "tool_calls" -> calls(value, calls, index);
                case "function_call" -> call(value, calls, index);
                default -> line.skip();
            }
        }
        if (role.isEmpty()) {
            throw new MalformedRunException("has a message without a role: message " + index);
        }
        String text = content == null || content.isEmpty() ? refusal : content;
        return new ChatMessage(role, text == null ? "" : text, answers, sender, calls);
    }

    private void calls(@Nullable JsonToken value, List<ChatCall> calls, int index) throws MalformedRunException {
        if (value != JsonToken.START_ARRAY) {
            line.skip();
            return;
        }
        for (JsonToken token = line.next(); token != JsonToken.END_ARRAY; token = line.next()) {
            call(token, calls, index);
        }
    }

    private void call(@Nullable JsonToken value, List<ChatCall> calls, int index) throws MalformedRunException {
        if (value != JsonToken.START_OBJECT) {
            line.skip();
            return;
        }
        Asked asked = new Asked();
        read(asked);
        if (asked.tool == null || asked.tool.isBlank()) {
            throw new MalformedRunException("has a tool call without a name: message " + index);
        }
        String arguments = asked.arguments == null ? NO_ARGUMENTS : asked.arguments;
        calls.add(new ChatCall(asked.id, names.of(asked.tool), arguments));
    }

    private static final class Asked {

        private @Nullable String id;
        private @Nullable String tool;
        private @Nullable String arguments;
    }

    private void read(Asked asked) {
        for (String name = line.name(); name != null; name = line.name()) {
            JsonToken value = line.next();
            switch (name) {
                case "id" -> asked.id = line.text();
                case "name" -> asked.tool = line.text();
                case "arguments" -> asked.arguments = line.text();
                default -> {
                    if (value == JsonToken.START_OBJECT && name.equals("function")) {
                        read(asked);
                    } else {
                        line.skip();
                    }
                }
            }
        }
    }

    /** A text, or the texts among the parts of a content. */
    private @Nullable String content(@Nullable JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            return line.text();
        }
        List<String> texts = new ArrayList<>();
        for (JsonToken token = line.next(); token != JsonToken.END_ARRAY; token = line.next()) {
            if (token == JsonToken.START_OBJECT) {
                part(texts);
            } else if (token == JsonToken.VALUE_STRING) {
                texts.add(line.textOrEmpty());
            } else {
                line.skip();
            }
        }
        return String.join("\n", texts);
    }

    private void part(List<String> texts) {
        for (String name = line.name(); name != null; name = line.name()) {
            JsonToken value = line.next();
            if (value == JsonToken.VALUE_STRING && (name.equals("text") || name.equals("refusal"))) {
                texts.add(line.textOrEmpty());
            } else {
                line.skip();
            }
        }
    }
}
