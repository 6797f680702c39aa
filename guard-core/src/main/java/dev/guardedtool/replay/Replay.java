package dev.guardedtool.replay;

import dev.guardedtool.Availability;
import dev.guardedtool.Decision;
import dev.guardedtool.DecisionType;
import dev.guardedtool.GuardReason;
import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Warning;
import dev.guardedtool.engine.Guard;
import dev.guardedtool.engine.GuardRun;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.replay.RecordedEvent.Call;
import dev.guardedtool.replay.RecordedEvent.Result;
import dev.guardedtool.signature.ArgumentReader;
import dev.guardedtool.signature.Fingerprints;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says what a guard with a certain policy would have done in recorded runs.
 *
 * <p>Each call is decided, then its recorded result is recorded whatever was decided, so that the guard sees the run as it
 * really went. A call that would have been refused or answered from memory does not count; only its result is remembered.
 * A call without a recorded result counts as failed for an unknown reason. Texts of the user and the assistant and what
 * models used are looked at too. Modes do not matter, neither the policy's nor those of tools: what is told is always what enforcing
 * would have done.
 *
 * <p>Runs know nothing of each other, not even effects whose keys are unique beyond a run. Recordings carry no times: for
 * the guard the clock stands still, so nothing expires and no call comes too fast. The same runs under the same policy give the same decisions, on
 * any machine.
 *
 * <p>Not thread-safe; instances share nothing, so there can be one for each thread.
 */
public final class Replay {

    private final Guard guard;
    private final RunLedger ledger;
    private final ArgumentReader reader;
    private final Fingerprints fingerprints;

    Replay(Guard guard, RunLedger ledger, Fingerprints fingerprints) {
        this.guard = guard;
        this.ledger = ledger;
        this.reader = new ArgumentReader(guard.policy().arguments());
        this.fingerprints = fingerprints;
    }

    /** Replays under that policy. */
    public static Replay of(GuardPolicy policy) {
        return builder(policy).build();
    }

    /** Starts a replay under that policy and what is declared elsewhere. */
    public static ReplayBuilder builder(GuardPolicy policy) {
        return new ReplayBuilder(policy);
    }

    /**
     * Replays one run after the other.
     *
     * @param runs what to replay, read as it is needed
     * @param each is given every run once it is replayed
     * @return what it comes to
     */
    public ReplaySummary replay(Iterator<RecordedRun> runs, Consumer<? super ReplayedRun> each) {
        ReplaySummary summary = new ReplaySummary();
        while (runs.hasNext()) {
            ReplayedRun replayed = replay(runs.next());
            summary.add(replayed);
            each.accept(replayed);
        }
        return summary;
    }

    /** Replays one run. */
    public ReplayedRun replay(RecordedRun recorded) {
        ledger.startOver();
        RunContext context = RunContext.of(Principal.ANONYMOUS).withRunId(recorded.runId());
        List<ReplayedDecision> decisions = new ArrayList<>();
        try (GuardRun run = guard.open(context)) {
            Judge judge = new Judge(recorded, reader, fingerprints);
            List<RecordedEvent> events = recorded.events();
            for (int i = 0; i < events.size(); i++) {
                ReplayedDecision decision = replay(run, judge, recorded, i);
                if (decision != null) {
                    decisions.add(decision);
                }
            }
        }
        return new ReplayedRun(recorded, decisions);
    }

    private @Nullable ReplayedDecision replay(GuardRun run, Judge judge, RecordedRun recorded, int index) {
        RecordedEvent event = recorded.events().get(index);
        if (event instanceof Call call) {
            return replay(run, judge, recorded, index, call);
        }
        if (event instanceof RecordedEvent.AssistantText said) {
            Optional<Decision> decision = run.inspectOutput(said.text());
            return decision.isEmpty() ? null : onText(index, decision.get());
        }
        if (event instanceof RecordedEvent.UserText said) {
            run.userSaid(said.text());
        }
        if (event instanceof RecordedEvent.ModelUsage used) {
            run.recordUsage(used.usage());
        }
        return null;
    }

    private static ReplayedDecision onText(int index, Decision decision) {
        return new ReplayedDecision(index, null, decision.type(), decision.reason(), null, null, false, false);
    }

    private @Nullable ReplayedDecision replay(GuardRun run, Judge judge, RecordedRun recorded, int index, Call call) {
        Result result = recorded.resultOf(index);
        Decision.Allow allow = (Decision.Allow) run.check(new ToolCall(
                call.tool(),
                call.arguments(),
                Integer.toString(index),
                Availability.ATTACHED,
                null,
                null,
                Set.of(),
                null));
        List<Warning> warnings = run.record(allow.handle(), toolResult(result));
        Decision instead = allow.instead();
        if (instead != null) {
            return intervention(judge, recorded, index, call, instead);
        }
        return warnings.isEmpty()
                ? null
                : new ReplayedDecision(
                        index,
                        call.tool(),
                        DecisionType.ALLOW,
                        GuardReason.ALLOW,
                        warnings.get(0).reason(),
                        null,
                        false,
                        false);
    }

    private static ToolResult toolResult(@Nullable Result result) {
        return result == null
                ? ToolResult.failed(null)
                : new ToolResult(result.ok(), result.text(), result.error(), result.effectExecuted());
    }

    private ReplayedDecision intervention(Judge judge, RecordedRun recorded, int index, Call call, Decision decision) {
        Result result = recorded.resultOf(index);
        boolean cached = decision instanceof Decision.Cache;
        Integer servedFrom = decision instanceof Decision.Cache cache ? resultOf(recorded, cache.callId()) : null;
        boolean harmful = cached ? judge.harmfulAnswer(index, servedFrom) : judge.harmfulRefusal(index, call);
        boolean suppressed = result != null
                && result.ok()
                && guard.spec(call.tool()).effects().effect().changes();
        return new ReplayedDecision(
                index, call.tool(), decision.type(), decision.reason(), null, servedFrom, harmful, suppressed);
    }

    /** Where the result of that call is recorded; checks of an application may name calls that are not of this run. */
    private static @Nullable Integer resultOf(RecordedRun recorded, String callId) {
        try {
            int call = Integer.parseInt(callId);
            return call >= 0 && recorded.resultOf(call) != null ? call + 1 : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
