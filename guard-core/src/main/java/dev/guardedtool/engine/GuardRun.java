package dev.guardedtool.engine;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardDeniedException;
import dev.guardedtool.GuardEvent;
import dev.guardedtool.GuardHeldException;
import dev.guardedtool.Money;
import dev.guardedtool.Reason;
import dev.guardedtool.RunContext;
import dev.guardedtool.ToolCall;
import dev.guardedtool.ToolOutcome;
import dev.guardedtool.ToolResult;
import dev.guardedtool.Usage;
import dev.guardedtool.Warning;
import dev.guardedtool.check.RunState;
import dev.guardedtool.check.RunView;
import dev.guardedtool.policy.GuardPolicy;
import dev.guardedtool.signature.Fingerprints;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run: every call is decided, every result recorded. Thread-safe; calls of one run may be open at the same time.
 * Neither arguments nor results, however odd, make any method here throw, except where a method says so.
 */
public final class GuardRun implements RunView, AutoCloseable {

    private final Core core;
    private final RunContext context;
    private final String runId;
    private final RunLock lock;
    private final RunStates states;
    private final OpenCalls open;
    private final Tally tally;
    private final @Nullable Decision refusal;
    private volatile boolean closed;
    private long changes;

    /** A run that begins, or goes on where a snapshot left it; where there is a refusal, no call of it may run. */
    GuardRun(Core core, RunContext context, @Nullable RunSnapshot snapshot, @Nullable Reason refusal) {
        this.core = core;
        String given = context.runId();
        this.runId = given != null ? given : core.ids().get();
        this.context = context.withRunId(runId);
        this.refusal = refusal == null ? null : Decision.block(Explanation.of(refusal));
        this.open = new OpenCalls();
        this.tally = snapshot == null ? new Tally() : snapshot.read(Tally.SECTION, Tally::read);
        this.states = new RunStates(core, snapshot);
        this.lock = new RunLock(core.announcer());
    }

    /**
     * Decides one call. An allowed call comes with a handle by which its result is to be recorded.
     *
     * @throws IllegalStateException in strict and sequential use, if the result of the call before was not recorded
     */
    public Decision check(ToolCall call) {
        return new Admission(core, this).decide(call);
    }

    /**
     * Looks through all calls of one answer of a model for one that needs a person, before any of them is carried out.
     * Nothing is reserved; calls that are refused for other reasons are left to be refused one by one.
     *
     * @return the decision on the first such call, which is recorded as decided; empty if there is none
     */
    public Optional<Decision> screen(List<ToolCall> batch) {
        Admission admission = new Admission(core, this);
        return batch.stream().map(admission::screen).filter(Objects::nonNull).findFirst();
    }

    /**
     * Records what became of an allowed call, once.
     *
     * @return what the model should be told along with the result
     * @throws IllegalStateException in strict use, if the handle is not of an open call of this run
     */
    public List<Warning> record(CallHandle handle, ToolResult result) {
        return new Recorder(core, this).record(handle, result);
    }

    /**
     * Records that an allowed call threw.
     *
     * @return what the model should be told along with the failure
     * @throws IllegalStateException in strict use, if the handle is not of an open call of this run
     */
    public List<Warning> record(CallHandle handle, Throwable failure) {
        return new Recorder(core, this).record(handle, failure);
    }

    /**
     * Takes note of a call that ran without having been decided, such as one that the model's provider carried out. It
     * counts as a result, not as an allowed call.
     */
    public void observe(ToolCall call, ToolResult result) {
        new Recorder(core, this).observe(new Admission(core, this).admit(call), result);
    }

    /**
     * Gives up an allowed call whose result will never be known. What it reserved is given back; an effect it may have
     * had is in doubt.
     */
    public void abandon(CallHandle handle) {
        new Recorder(core, this).abandon(handle);
    }

    /**
     * Turns an allowed call into a refusal, because something behind the guard, such as the application's access control,
     * refused it before its body ran. Whatever the call reserved is given back, and in reports the refusal takes the place
     * of the allow. A call that is not open any more stays as it is.
     *
     * @return the refusal, with the text for the model
     * @throws IllegalArgumentException if the handle is not of this run
     */
    public Decision overrule(CallHandle handle, Explanation why) {
        return new Overruling(core, this).overrule(handle, why);
    }

    /**
     * Takes note of a call that was refused before anybody asked the guard. It counts as a refusal and changes nothing
     * else.
     *
     * @return the refusal, with the text for the model
     */
    public Decision refuse(ToolCall call, Explanation why) {
        return new Overruling(core, this).refuse(call, why);
    }

    /**
     * Decides the call, runs the tool with the arguments that were decided on, and records the result.
     *
     * @param tool is given the arguments as JSON text; what it throws is recorded and returned in the outcome. A
     *     {@link ToolResult} that it returns is recorded as it is. Where it was refused before its body ran, the outcome
     *     has the refusal as its decision.
     */
    public ToolOutcome call(ToolCall call, ToolBody tool) {
        return new CallExecution(core, this).call(call, tool);
    }

    /**
     * As {@link #call}, for callers that want the payload or an exception.
     *
     * @return the payload, fresh or from memory
     * @throws GuardDeniedException if the call was refused
     * @throws GuardHeldException if the call waits for a person
     * @throws Throwable what the tool threw
     */
    public @Nullable Object callOrThrow(ToolCall call, ToolBody tool) throws Throwable {
        return CallExecution.payload(call(call, tool));
    }

    /** Judges what the assistant said; empty when there is nothing to object to. */
    public Optional<Decision> inspectOutput(@Nullable String text) {
        return new TextInspection(core, this).inspect(text);
    }

    /**
     * Takes note of what the user said, so that arguments can be told to come from there. Only for words of the person on
     * whose behalf the run acts: never for what a model wrote or a tool brought.
     */
    public void userSaid(@Nullable String text) {
        if (text != null && !core.userTextListeners().isEmpty() && !text.isBlank()) {
            new Hearing(core, this).hear(text);
        }
    }

    /**
     * Asks whether a model may be asked, and sets aside what it is expected to use. Settle the round with what was used,
     * or release it.
     *
     * @param expected what the model is expected to use at most
     */
    public ModelRound openRound(Usage expected) {
        return new Rounds(core, this).open(expected);
    }

    /** Counts what a model used that no round was opened for. */
    public void recordUsage(Usage usage) {
        new Rounds(core, this).tell(listener -> listener.onUsage(this, usage));
        core.observers().used(this, usage);
    }

    /**
     * Counts another cost of the run.
     *
     * @throws IllegalArgumentException if the cost is negative
     */
    public void addCost(String name, Money cost) {
        if (cost.isNegative()) {
            throw new IllegalArgumentException("a cost must not be negative: " + cost);
        }
        new Rounds(core, this).tell(listener -> listener.onCost(this, name, cost));
    }

    /** What happened so far. */
    public RunReport report() {
        lock();
        try {
            Map<String, Map<String, Object>> subjects = new LinkedHashMap<>();
            core.modules().forEach(module -> {
                Map<String, Object> figures = module.report(this);
                if (!figures.isEmpty()) {
                    subjects.put(module.name(), figures);
                }
            });
            return tally.report(runId, open.size(), subjects);
        } finally {
            unlock();
        }
    }

    /** What the run remembers, without arguments and payloads. Calls that are open now are not part of it. */
    public RunSnapshot snapshot() {
        lock();
        try {
            Map<String, Map<String, Object>> sections = states.write();
            sections.put(Tally.SECTION, tally.write(List.copyOf(sections.keySet())));
            return new RunSnapshot(RunSnapshot.VERSION, core.keyId(), runId, sections);
        } finally {
            unlock();
        }
    }

    /** Ends the run. Calls that are still open are given up; later calls are refused. Closing again changes nothing. */
    @Override
    public void close() {
        List<OpenCall> unrecorded;
        lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            unrecorded = open.all();
        } finally {
            unlock();
        }
        unrecorded.forEach(this::abandon);
        if (core.observed()) {
            core.announcer().announce(new GuardEvent.RunClosed(runId, now(), unrecorded.size()));
        }
        core.observers().closed(this);
    }

    @Override
    public String runId() {
        return runId;
    }

    @Override
    public RunContext context() {
        return context;
    }

    @Override
    public GuardPolicy policy() {
        return core.policy();
    }

    @Override
    public Instant now() {
        return core.clock().instant();
    }

    @Override
    public Fingerprints fingerprints() {
        return core.fingerprints();
    }

    @Override
    public <T> T state(RunState<T> state) {
        return states.get(state);
    }

    @Override
    public void announce(GuardEvent event) {
        if (core.observed()) {
            lock.announce(event);
        }
    }

    @Override
    public Warning warning(Reason reason, String detail) {
        return new Warning(reason, core.texts().text(Explanation.of(reason).detail(detail), null));
    }

    Core core() {
        return core;
    }

    /**
     * The call behind the handle.
     *
     * @throws IllegalArgumentException if it is not of this run
     */
    OpenCall own(CallHandle handle) {
        if (!(handle instanceof OpenCall call) || call.run() != this) {
            throw new IllegalArgumentException("the handle is not of this run");
        }
        return call;
    }

    boolean closed() {
        return closed;
    }

    /** Why nothing of this run may be carried out; null where it may. */
    @Nullable
    Decision refusal() {
        return refusal;
    }

    /** How often the run changed in a way that a check could notice; the lock is held. */
    long changes() {
        return changes;
    }

    /** Something changed that a check could notice; the lock is held. */
    void changed() {
        changes++;
    }

    /** The call may run; the lock is held. */
    void opened(OpenCall call) {
        changes++;
        open.add(call);
        tally.allowed();
    }

    OpenCalls openCalls() {
        return open;
    }

    Tally tally() {
        return tally;
    }

    void lock() {
        lock.lock();
    }

    boolean isLocked() {
        return lock.isHeld();
    }

    void unlock() {
        lock.unlock();
    }
}
