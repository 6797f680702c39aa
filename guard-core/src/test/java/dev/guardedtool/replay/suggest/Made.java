package dev.guardedtool.replay.suggest;

import dev.guardedtool.ToolName;
import dev.guardedtool.replay.RecordedEvent;
import dev.guardedtool.replay.RecordedRun;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run that is made call by call. */
final class Made {

    private final List<RecordedEvent> events = new ArrayList<>();

    static Made run() {
        return new Made();
    }

    Made ok(String tool, String arguments, String answer) {
        return add(tool, arguments, new RecordedEvent.Result(true, answer, null));
    }

    Made failed(String tool, String arguments, String answer) {
        return add(tool, arguments, new RecordedEvent.Result(false, answer, "error"));
    }

    /** The same call and answer several times. */
    Made times(int times, String tool, String arguments, String answer) {
        for (int i = 0; i < times; i++) {
            ok(tool, arguments, answer);
        }
        return this;
    }

    private Made add(String tool, String arguments, RecordedEvent.Result result) {
        events.add(new RecordedEvent.Call(ToolName.of(tool), arguments));
        events.add(result);
        return this;
    }

    RecordedRun with(@Nullable Boolean success) {
        return new RecordedRun("set", "run", null, success, events);
    }

    RecordedRun done() {
        return with(true);
    }

    static Suggestion suggest(RecordedRun... runs) {
        Suggestions suggestions = new Suggestions();
        for (RecordedRun run : runs) {
            suggestions.add(run);
        }
        return suggestions.suggest();
    }

    static ToolSuggestion of(Suggestion suggestion, String tool) {
        return suggestion.tools().stream()
                .filter(suggested -> suggested.tool().value().equals(tool))
                .findFirst()
                .orElseThrow();
    }

    static <P extends Proposal> @Nullable P proposed(ToolSuggestion tool, Class<P> kind) {
        return tool.proposals().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElse(null);
    }
}
