package dev.guardedtool.engine;

import dev.guardedtool.CallHandle;
import dev.guardedtool.Decision;
import dev.guardedtool.Explanation;
import dev.guardedtool.GuardReason;
import dev.guardedtool.GuardTimeoutException;
import dev.guardedtool.ToolName;
import dev.guardedtool.ToolResult;
import dev.guardedtool.execution.Work;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The guarded call that this thread is carrying out. It tells the aspect that a method body was decided on already, and
 * nested calls which run they belong to.
 */
public final class CallFrame implements AutoCloseable {

    private static final int MAX_CAUSES = 32;

    private static final ThreadLocal<@Nullable CallFrame> CURRENT = new ThreadLocal<>();

    private final GuardRun run;
    private final ToolName callback;
    private final ToolName body;
    private final @Nullable CallFrame parent;
    private @Nullable CallFrame outer;
    private volatile @Nullable CallHandle handle;
    private volatile boolean expired;
    private @Nullable Object through;
    private boolean consumed;
    private boolean reached;
    private @Nullable Throwable denial;

    private CallFrame(
            GuardRun run, ToolName callback, ToolName body, @Nullable Object through, @Nullable CallFrame parent) {
        this.run = run;
        this.callback = callback;
        this.body = body;
        this.through = through;
        this.parent = parent;
    }

    /** Enters the call; leave it with {@link #close} on the same thread. */
    public static CallFrame enter(GuardRun run, ToolName tool) {
        return enter(run, tool, tool);
    }

    /**
     * Enters the call of a tool that goes by several names; leave it with {@link #close} on the same thread.
     *
     * @param callback the name of the callback that leads to the body
     * @param body the name of the body itself
     */
    public static CallFrame enter(GuardRun run, ToolName callback, ToolName body) {
        return enter(run, callback, body, null);
    }

    /**
     * Enters the call of a tool that goes by several names; leave it with {@link #close} on the same thread.
     *
     * @param callback the name of the callback that leads to the body
     * @param body the name of the body itself
     * @param through the callback itself, null where it is not known
     */
    public static CallFrame enter(GuardRun run, ToolName callback, ToolName body, @Nullable Object through) {
        return of(run, callback, body, through).enter();
    }

    /** A call that is yet to be carried out, with {@link #execute}; the names are as for {@link #enter}. */
    public static CallFrame of(GuardRun run, ToolName callback, ToolName body) {
        return of(run, callback, body, null);
    }

    /**
     * A call that is yet to be carried out, with {@link #execute}; the names are as for {@link #enter}.
     *
     * @param through the callback itself, null where it is not known
     */
    public static CallFrame of(GuardRun run, ToolName callback, ToolName body, @Nullable Object through) {
        return new CallFrame(run, callback, body, through, CURRENT.get());
    }

    CallFrame enter() {
        outer = CURRENT.get();
        CURRENT.set(this);
        return this;
    }

    /**
     * Does the work of an allowed call in this frame: on a thread of its own where the time of the tool is limited. What
     * comes of it is for the caller to record; only what comes after the caller was told that the time is up is recorded
     * by itself.
     *
     * @param meaning what a late result says
     * @return what came of the work
     * @throws GuardTimeoutException if the time is up, to be recorded as any other failure
     * @throws Throwable what the work threw, or what {@link #refusal} tells to be a refusal
     */
    public <T> @Nullable T execute(CallHandle handle, Work<T> work, Function<@Nullable T, ToolResult> meaning)
            throws Throwable {
        return execution(handle).run(work, meaning);
    }

    /**
     * Does work in this frame, on this thread and for as long as it takes.
     *
     * @throws Throwable what the work threw
     */
    @SuppressWarnings("try")
    public <T> @Nullable T begin(Work<T> work) throws Throwable {
        try (CallFrame entered = enter()) {
            return work.run();
        }
    }

    /**
     * Does the work of an allowed call that answers later in this frame, on this thread.
     *
     * @throws Throwable what the work threw
     */
    public <T> @Nullable T begin(CallHandle allowed, Work<T> work) throws Throwable {
        handle = allowed;
        return begin(work);
    }

    /**
     * Limits the time of an allowed call that answers later; as {@link #execute} where its work was begun already.
     *
     * @return a stage that fails with a {@link GuardTimeoutException} when the time is up
     */
    public <T> CompletionStage<T> limit(
            CallHandle handle, CompletionStage<T> stage, Function<@Nullable T, ToolResult> meaning) {
        return execution(handle).limit(stage, meaning);
    }

    /** How long an allowed call may take, for those who see to it themselves; null for as long as it likes. */
    public @Nullable Duration timeout(CallHandle allowed) {
        handle = allowed;
        return Overtime.limit(run.own(allowed));
    }

    /**
     * Those who see to it themselves found that the time of an allowed call is up.
     *
     * @return what its caller is told, to be recorded as any other failure
     * @throws IllegalStateException if its time is not limited
     */
    public GuardTimeoutException timeUp(CallHandle handle) {
        return execution(handle).timeUp();
    }

    private Execution execution(CallHandle allowed) {
        handle = allowed;
        return new Execution(run.core(), run.own(allowed), this);
    }

    /** The allowed call that is being carried out; null where it was handed over and cannot be told any more. */
    public @Nullable CallHandle handle() {
        CallHandle own = handle;
        return own != null || parent == null ? own : parent.handle();
    }

    /**
     * Takes an allowed call back that failed because it was refused before its body ran.
     *
     * @return the refusal; null if the call failed in another way and is to be recorded
     */
    public @Nullable Decision refusal(CallHandle handle, Throwable failure) {
        if (failure instanceof NotStartedException refused && refused.call() == handle) {
            return refused.refusal();
        }
        return deniedBy(failure) ? run.overrule(handle, Explanation.of(GuardReason.ACCESS_DENIED)) : null;
    }

    /** Whether the time of the call, or of one that it is part of, is up. */
    boolean expired() {
        for (CallFrame frame = this; frame != null; frame = frame.parent) {
            if (frame.expired) {
                return true;
            }
        }
        return false;
    }

    void expire() {
        expired = true;
    }

    /** The innermost call of this thread, or null outside any. */
    public static @Nullable CallFrame current() {
        return CURRENT.get();
    }

    /** The run that the call belongs to. */
    public GuardRun run() {
        return run;
    }

    /** Whether the body of that tool is yet to run in this call; true only once. */
    public boolean consume(ToolName method) {
        if (consumed || !body.equals(method)) {
            return false;
        }
        consumed = true;
        return true;
    }

    /** The callback that the call has come to on its way to the body, null where none is known. */
    public @Nullable Object through() {
        return through;
    }

    /** Whether the call is on its way to the body by callbacks of that name, and has not reached the body yet. */
    public boolean leads(ToolName called) {
        return !consumed && callback.equals(called);
    }

    /** The call goes on through that callback. */
    public void passOn(Object next) {
        through = next;
        reached = false;
    }

    /** Whether the call has come to that callback, which is yet to begin; true only once. */
    public boolean reach(Object called) {
        if (reached || through != called) {
            return false;
        }
        reached = true;
        return true;
    }

    /** Something between the guard and the body refused the call with that exception; the body does not run. */
    public void denied(Throwable exception) {
        denial = exception;
    }

    /** Whether something between the guard and the body refused the call, even where nobody was told by an exception. */
    public boolean denied() {
        return denial != null;
    }

    /** Whether the call failed because it was refused before its body ran. */
    public boolean deniedBy(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; denial != null && cause != null && i < MAX_CAUSES; i++, cause = cause.getCause()) {
            if (cause == denial) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}
