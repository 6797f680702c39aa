package dev.guardedtool.check;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.ToolName;
import dev.guardedtool.policy.GuardPolicy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools that are out of use for the rest of a run, and why. */
public final class Quarantine {

    /** One per run. */
    public static final RunState<Quarantine> STATE =
            RunState.of("quarantine", policy -> new Quarantine(), Quarantine::write, Quarantine::read);

    private final Map<ToolName, String> tools = new LinkedHashMap<>();

    private Quarantine() {}

    /** Puts a tool out of use and announces it; a later reason replaces an earlier one. */
    public static void impose(CallView call, String why) {
        RunView run = call.run();
        String before = run.state(STATE).tools.put(call.tool(), why);
        if (!why.equals(before)) {
            run.announce(new GuardEvent.Quarantined(run.runId(), run.now(), call.tool(), why));
        }
    }

    /** Why the tool is out of use, or null if it is not. */
    public @Nullable String why(ToolName tool) {
        return tools.isEmpty() ? null : tools.get(tool);
    }

    /** All tools out of use. */
    public Map<ToolName, String> tools() {
        return Collections.unmodifiableMap(tools);
    }

    private Map<String, Object> write() {
        Map<String, Object> written = new LinkedHashMap<>();
        tools.forEach((tool, why) -> written.put(tool.value(), why));
        return written;
    }

    private static Quarantine read(GuardPolicy policy, Map<String, Object> written) {
        Quarantine quarantine = new Quarantine();
        written.forEach((tool, why) -> quarantine.tools.put(ToolName.of(tool), (String) why));
        return quarantine;
    }
}
