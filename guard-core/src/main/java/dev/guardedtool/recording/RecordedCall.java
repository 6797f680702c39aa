package dev.guardedtool.recording;

import org.jspecify.annotations.Nullable;

/** One call of a run, which may still wait for its result. Guarded by its buffer. */
final class RecordedCall {

    private final String begun;
    private final int turn;
    private @Nullable Verdict verdict;
    private @Nullable String result;

    /** A call whose event begins like that. */
    RecordedCall(String begun, int turn, @Nullable Verdict verdict) {
        this.begun = begun;
        this.turn = turn;
        this.verdict = verdict;
    }

    void verdict(Verdict value) {
        verdict = value;
    }

    void result(String value) {
        result = value;
    }

    /** The call, and its result right after it. */
    @Override
    public String toString() {
        StringBuilder event = new StringBuilder(begun).append(",\"turn\":").append(turn);
        if (verdict != null) {
            verdict.appendTo(event);
        }
        event.append('}');
        return result == null
                ? event.toString()
                : event.append(',').append(result).toString();
    }
}
