package dev.guardedtool.engine;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolName;
import dev.guardedtool.check.Level;
import dev.guardedtool.execution.ExecutionCounts;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides every tool call of an application. One guard serves any number of runs at once; it is thread-safe and lives
 * as long as the application.
 */
public final class Guard {

    private final Core core;

    Guard(Core core) {
        this.core = core;
    }

    /** Starts a guard with that policy. */
    public static GuardBuilder builder(GuardPolicy policy) {
        return new GuardBuilder(policy);
    }

    /** Opens a run; close it when the turn is over. */
    public GuardRun open(RunContext context) {
        return opened(new GuardRun(core, context));
    }

    /**
     * Continues a run where a snapshot left it.
     *
     * @param context what is known of the run now; its run id is replaced by that of the snapshot
     * @throws SnapshotException if the snapshot is of a newer version, was made with another key or is damaged
     */
    public GuardRun restore(RunSnapshot snapshot, RunContext context) {
        snapshot.verify(core.keyId());
        return opened(new GuardRun(core, context.withRunId(snapshot.runId()), snapshot));
    }

    private GuardRun opened(GuardRun run) {
        if (core.observed()) {
            core.announcer().announce(new GuardEvent.RunOpened(run.runId(), run.now(), run.context()));
        }
        return run;
    }

    /** The policy. */
    public GuardPolicy policy() {
        return core.policy();
    }

    /** What holds for that tool. */
    public ToolSpec spec(ToolName tool) {
        return core.specs().of(tool);
    }

    /**
     * What is taken at the moment of the limits that runs share, and what is left, by subject. Subjects without such
     * limits are left out. May do I/O.
     */
    public Map<String, Map<String, Object>> standing() {
        Map<String, Map<String, Object>> standing = new LinkedHashMap<>();
        core.modules().forEach(module -> {
            Map<String, Object> figures = module.standing();
            if (!figures.isEmpty()) {
                standing.put(module.name(), figures);
            }
        });
        standing.put("execution", core.threads().counts().figures());
        return standing;
    }

    /** How the limits stand of which there is one for all runs, for meters. Does no I/O until one is read. */
    public List<Level> levels() {
        return core.modules().stream()
                .flatMap(module -> module.levels().stream())
                .toList();
    }

    /** How tools with a time limit are doing. */
    public ExecutionCounts executions() {
        return core.threads().counts();
    }

    /** Of how many tools it is kept what holds for them. */
    int knownTools() {
        return core.specs().size();
    }

    /**
     * Says what a tool's annotation says, for tools that are only met at run time. What was declared first stays; the
     * policy's word on the same tool is stronger in any case.
     *
     * @throws InvalidPolicyException if an expression does not compile
     */
    public void declare(ToolName tool, ToolPolicy declaration) {
        core.specs().declare(tool, declaration);
    }
}
