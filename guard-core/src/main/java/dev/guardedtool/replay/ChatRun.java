package dev.guardedtool.replay;

import dev.guardedtool.replay.ChatMessage.ChatCall;
import dev.guardedtool.replay.RecordedEvent.Call;
import dev.guardedtool.replay.RecordedEvent.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the messages of a chat into the order of a recorded run, where a result comes right after its call: calls of one
 * message are written together and their results follow, in any order, perhaps messages later.
 */
final class ChatRun {

    private final List<Entry> entries = new ArrayList<>();
    private final List<Entry> unanswered = new ArrayList<>();

    private static final class Entry {

        private final RecordedEvent event;
        private final @Nullable String callId;
        private @Nullable Result result;

        Entry(RecordedEvent event, @Nullable String callId) {
            this.event = event;
            this.callId = callId;
        }

        boolean isCallOf(String tool) {
            return event instanceof Call call && call.tool().value().equals(tool);
        }
    }

    void add(RecordedEvent event) {
        entries.add(new Entry(event, null));
    }

    void add(ChatMessage message) {
        switch (message.role()) {
            case "user" -> add(new RecordedEvent.UserText(message.text()));
            case "assistant" -> assistant(message);
            case "tool", "function" -> answer(message);
            default -> add(new RecordedEvent.Other(message.role()));
        }
    }

    private void assistant(ChatMessage message) {
        if (!message.text().isEmpty() || message.calls().isEmpty()) {
            add(new RecordedEvent.AssistantText(message.text()));
        }
        for (ChatCall call : message.calls()) {
            Entry entry = new Entry(new Call(call.tool(), call.arguments()), call.id());
            entries.add(entry);
            unanswered.add(entry);
        }
    }

    /** An answer to nothing is no result, but keeps its place among the events. */
    private void answer(ChatMessage message) {
        Entry call = message.answers() != null ? lastOf(message.answers()) : firstOf(message.name());
        if (call == null) {
            add(new RecordedEvent.Other(message.role()));
        } else {
            call.result = ToolMessage.result(message.text());
            unanswered.remove(call);
        }
    }

    /** Ids may come again in later messages. */
    private @Nullable Entry lastOf(String callId) {
        for (int i = unanswered.size() - 1; i >= 0; i--) {
            if (callId.equals(unanswered.get(i).callId)) {
                return unanswered.get(i);
            }
        }
        return null;
    }

    /** Without ids, answers come in the order of the calls. */
    private @Nullable Entry firstOf(@Nullable String tool) {
        for (Entry call : unanswered) {
            if (tool == null || call.isCallOf(tool)) {
                return call;
            }
        }
        return null;
    }

    List<RecordedEvent> events() {
        List<RecordedEvent> events = new ArrayList<>();
        for (Entry entry : entries) {
            events.add(entry.event);
            if (entry.result != null) {
                events.add(entry.result);
            }
        }
        return events;
    }
}
