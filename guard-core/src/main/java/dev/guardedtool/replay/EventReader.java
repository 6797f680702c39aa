package dev.guardedtool.replay;

import dev.guardedtool.ToolName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Reads the events of one run, whose fields may come in any order. */
final class EventReader {

    private static final String NO_ARGUMENTS = "{}";

    private final ToolNames names;
    private final JsonLine line;
    private @Nullable String type;
    private @Nullable String text;
    private @Nullable String tool;
    private @Nullable String arguments;
    private @Nullable String error;
    private @Nullable Boolean ok;
    private @Nullable Boolean effectExecuted;
    private @Nullable UsageDraft usage;

    EventReader(ToolNames names, JsonLine line) {
        this.names = names;
        this.line = line;
    }

    /** The array of events that was begun. */
    List<RecordedEvent> read() throws MalformedRunException {
        List<RecordedEvent> events = new ArrayList<>();
        for (JsonToken token = line.next(); token != JsonToken.END_ARRAY; token = line.next()) {
            if (token != JsonToken.START_OBJECT) {
                throw new MalformedRunException("has an event that is no object: event " + events.size());
            }
            events.add(event(events.size()));
        }
        return events;
    }

    private RecordedEvent event(int index) throws MalformedRunException {
        type = null;
        text = null;
        tool = null;
        arguments = null;
        error = null;
        ok = null;
        effectExecuted = null;
        usage = null;
        for (String name = line.name(); name != null; name = line.name()) {
            line.next();
            take(name);
        }
        return switch (type == null ? "" : type) {
            case "user" -> new RecordedEvent.UserText(orEmpty(text));
            case "assistant" -> new RecordedEvent.AssistantText(orEmpty(text));
            case "tool_call" -> new RecordedEvent.Call(toolName(index), arguments == null ? NO_ARGUMENTS : arguments);
            case "tool_result" -> result(index);
            case "usage" -> new RecordedEvent.ModelUsage((usage == null ? new UsageDraft() : usage).usage());
            default -> new RecordedEvent.Other(orEmpty(type));
        };
    }

    private void take(String name) {
        switch (name) {
            case "type" -> type = line.text();
            case "text" -> text = line.text();
            case "tool" -> tool = line.text();
            case "args" -> arguments = line.text();
            case "error" -> error = line.text();
            case "ok" -> ok = line.flag();
            case "effect_executed" -> effectExecuted = line.flag();
            default -> {
                if ("usage".equals(type)) {
                    usage = usage == null ? new UsageDraft() : usage;
                    usage.take(name, line);
                } else {
                    line.skip();
                }
            }
        }
    }

    private ToolName toolName(int index) throws MalformedRunException {
        if (tool == null || tool.isBlank()) {
            throw new MalformedRunException("has a tool_call without a tool: event " + index);
        }
        return names.of(tool);
    }

    private RecordedEvent result(int index) throws MalformedRunException {
        if (ok == null) {
            throw new MalformedRunException("has a tool_result that does not say whether it is ok: event " + index);
        }
        return new RecordedEvent.Result(ok, orEmpty(text), error, effectExecuted);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
