package dev.guardedtool.replay;

import dev.guardedtool.Effect;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.ToolPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Recorded runs made of what happened in them. */
final class Given {

    private Given() {}

    static RecordedEvent call(String tool, String arguments) {
        return new RecordedEvent.Call(ToolName.of(tool), arguments);
    }

    static RecordedEvent ok(String text) {
        return new RecordedEvent.Result(true, text, null);
    }

    static RecordedEvent failed(String error, String text) {
        return new RecordedEvent.Result(false, text, error);
    }

    static RecordedEvent said(String text) {
        return new RecordedEvent.AssistantText(text);
    }

    static RecordedRun run(RecordedEvent... events) {
        return run("set", "run", true, events);
    }

    static RecordedRun run(String dataset, String id, @Nullable Boolean success, RecordedEvent... events) {
        return new RecordedRun(dataset, id, null, success, List.of(events));
    }

    /** The default policy, with those tools declared to write. */
    static GuardPolicy writes(String... tools) {
        Map<ToolName, ToolPolicy> said = new HashMap<>();
        for (String tool : tools) {
            said.put(
                    ToolName.of(tool), ToolPolicy.builder().effect(Effect.WRITE).build());
        }
        return GuardPolicy.defaults().withTools(said);
    }
}
