package dev.guardedtool.replay.report;

import dev.guardedtool.replay.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * One event of a run, as it is shown.
 *
 * @param index where it is in the run
 * @param kind what it is
 * @param text what was said, passed or answered
 * @param name the tool of a call, the error code of a result that has one, else null
 */
record Moment(int index, Kind kind, Snippet text, @Nullable Snippet name) {

    /** What can be shown. */
    enum Kind {
        USER,
        ASSISTANT,
        CALL,
        OK,
        FAILED
    }

    /** That event, or null if there is nothing to show. */
    static @Nullable Moment of(int index, RecordedEvent event) {
        if (event instanceof RecordedEvent.UserText user) {
            return said(index, Kind.USER, user.text());
        }
        if (event instanceof RecordedEvent.AssistantText assistant) {
            return said(index, Kind.ASSISTANT, assistant.text());
        }
        if (event instanceof RecordedEvent.Call call) {
            return new Moment(
                    index,
                    Kind.CALL,
                    Snippet.text(call.arguments()),
                    Snippet.name(call.tool().value()));
        }
        if (event instanceof RecordedEvent.Result result) {
            return new Moment(
                    index,
                    result.ok() ? Kind.OK : Kind.FAILED,
                    Snippet.text(result.text()),
                    result.error() == null ? null : Snippet.name(result.error()));
        }
        return null;
    }

    private static @Nullable Moment said(int index, Kind kind, String text) {
        return text.isBlank() ? null : new Moment(index, kind, Snippet.text(text), null);
    }
}
