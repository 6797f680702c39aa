package dev.guardedtool.replay;

import dev.guardedtool.replay.RecordedEvent.Result;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;

/**
 * What the text of a tool's message says about success, since chats have no field for it. It is a success unless it is
 * evidently an error: a JSON object with {@code isError} or {@code is_error} true, or with an {@code error} that is true,
 * a text or an object, and not empty, and besides it nothing but plain values. An error beside a list or an object may be
 * a partial answer, and text that only sounds like an error may be what the tool is for; both count as success.
 */
final class ToolMessage {

    private static final String ERROR = "error";
    private static final List<String> CODES = List.of("code", "status", "type");
    private static final int LONGEST_CODE = 64;

    private final Map<String, String> codes = new HashMap<>();
    private boolean flagged;
    private boolean failed;
    private boolean partial;

    private ToolMessage() {}

    static Result result(String text) {
        String error = text.contains("rror") && text.stripLeading().startsWith("{") ? errorIn(text) : null;
        return new Result(error == null, text, error);
    }

    private static @Nullable String errorIn(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ToolMessage message = new ToolMessage();
        try (JsonLine json = new JsonLine(bytes, 0, bytes.length)) {
            json.next();
            message.read(json);
            if (json.next() != null) {
                return null;
            }
        } catch (JacksonException | MalformedRunException e) {
            return null;
        }
        return message.flagged || (message.failed && !message.partial) ? message.code() : null;
    }

    private void read(JsonLine json) {
        for (String name = json.name(); name != null; name = json.name()) {
            JsonToken value = json.next();
            switch (name) {
                case "isError", "is_error" -> flagged |= value == JsonToken.VALUE_TRUE;
                case ERROR -> error(value, json);
                default -> {
                    partial |= value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY;
                    code(name, value, json);
                }
            }
            json.skip();
        }
    }

    private void error(@Nullable JsonToken value, JsonLine json) {
        if (value == JsonToken.VALUE_STRING) {
            failed |= !json.textOrEmpty().isBlank();
            code(ERROR, value, json);
        } else if (value == JsonToken.START_OBJECT) {
            for (String name = json.name(); name != null; name = json.name()) {
                failed = true;
                code(name, json.next(), json);
                json.skip();
            }
        } else {
            failed |= value == JsonToken.VALUE_TRUE;
        }
    }

    private void code(String name, @Nullable JsonToken value, JsonLine json) {
        boolean plain = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
        if (plain && (CODES.contains(name) || name.equals(ERROR))) {
            codes.putIfAbsent(name, json.textOrEmpty());
        }
    }

    /** What names the error best: a code, else a message of one word. */
    private String code() {
        for (String name : CODES) {
            String code = codes.get(name);
            if (code != null && isWord(code)) {
                return code;
            }
        }
        String message = codes.getOrDefault(ERROR, ERROR);
        return isWord(message) ? message : ERROR;
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_CODE && text.chars().noneMatch(Character::isWhitespace);
    }
}
