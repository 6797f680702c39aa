package dev.guardedtool.engine;

import dev.guardedtool.ToolName;
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
    private final @Nullable CallFrame outer;
    private @Nullable Object through;
    private boolean consumed;
    private boolean reached;
    private @Nullable Throwable denial;

    private CallFrame(
            GuardRun run, ToolName callback, ToolName body, @Nullable Object through, @Nullable CallFrame outer) {
        this.run = run;
        this.callback = callback;
        this.body = body;
        this.through = through;
        this.outer = outer;
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
        CallFrame frame = new CallFrame(run, callback, body, through, CURRENT.get());
        CURRENT.set(frame);
        return frame;
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
