package dev.guardedtool.engine;

import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Mode;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolName;
import dev.guardedtool.check.GuardModule;
import dev.guardedtool.check.Level;
import dev.guardedtool.execution.ExecutionCounts;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.policy.InvalidPolicyException;
import dev.guardedtool.policy.RunPolicy;
import dev.guardedtool.policy.ToolPolicy;
import dev.guardedtool.policy.ToolSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides every tool call of an application. One guard serves any number of runs at once; it is thread-safe and lives
 * as long as the application, which closes it at its end.
 */
public final class Guard implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Guard.class);

    private final Core core;

    Guard(Core core) {
        this.core = core;
    }

    /** Starts a guard with that policy. */
    public static GuardBuilder builder(GuardPolicy policy) {
        return new GuardBuilder(policy);
    }

    /**
     * Opens a run; close it when the turn is over.
     *
     * @throws NestedRunException if the context names a parent, or this thread carries out a call of a run, and the policy
     *     enforces that no run is within another
     */
    public GuardRun open(RunContext context) {
        return begin(context, null);
    }

    /**
     * Opens a run as {@link #open} does, for those whose callers get refusals as answers: where the run may not be, its
     * calls and its questions to models are refused instead.
     */
    public GuardRun openTurn(RunContext context) {
        return begin(context, null, nested(context) == null ? null : GuardReason.RUN_NESTED);
    }

    /**
     * Opens a run for calls of which no run was found. Where the policy wants one, or the run may not be within another,
     * its calls are refused.
     */
    public GuardRun openStray(RunContext context) {
        GuardReason refusal =
                core.policy().runs().outside() == RunPolicy.Outside.REFUSE ? GuardReason.RUN_MISSING : null;
        return begin(context, null, nested(context) == null ? refusal : GuardReason.RUN_NESTED);
    }

    /**
     * Continues a run where a snapshot left it.
     *
     * @param context what is known of the run now; its run id is replaced by that of the snapshot
     * @throws SnapshotException if the snapshot is of a newer version, was made with another key or is damaged
     * @throws NestedRunException as for {@link #open}
     */
    public GuardRun restore(RunSnapshot snapshot, RunContext context) {
        snapshot.verify(core.keyId());
        return begin(context.withRunId(snapshot.runId()), snapshot);
    }

    /** Modes that only tell what would be refused refuse no run either: they tell it of the run's calls. */
    private GuardRun begin(RunContext context, @Nullable RunSnapshot snapshot) {
        String outer = nested(context);
        if (outer != null && core.policy().mode() == Mode.ENFORCE) {
            throw new NestedRunException(outer);
        }
        return begin(context, snapshot, outer == null ? null : GuardReason.RUN_NESTED);
    }

    /** The run that one with that context may not be within; null where it may be. */
    private @Nullable String nested(RunContext context) {
        if (core.policy().runs().nested() == RunPolicy.Nested.ALLOW) {
            return null;
        }
        CallFrame frame = CallFrame.current();
        return context.parentRunId() != null || frame == null
                ? context.parentRunId()
                : frame.run().runId();
    }

    /** Begins a run all of whose calls are refused for that reason, if there is one. */
    GuardRun begin(RunContext context, @Nullable RunSnapshot snapshot, @Nullable GuardReason refusal) {
        GuardRun run = new GuardRun(core, context, snapshot, refusal);
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

    /**
     * Ends what the guard does by itself: leases are no longer renewed, and what a store could not be told is told a last
     * time. Calls that still go on are recorded as far as the stores can be reached; an effect that is still being carried
     * out is in doubt when its lease is over. Closing again changes nothing.
     */
    @Override
    public void close() {
        for (GuardModule module : core.modules()) {
            try {
                module.closed();
            } catch (RuntimeException e) {
                log.warn("{} did not end in order", module.name(), e);
            }
        }
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
