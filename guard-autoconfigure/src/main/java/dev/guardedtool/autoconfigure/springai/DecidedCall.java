package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.ToolName;
import dev.guardedtool.engine.CallFrame;
import dev.guardedtool.engine.GuardRun;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.ToolCallback;

/**
 * A call that was decided on before it reached a callback. The callback behind it carries it out without deciding again,
 * once and on whatever thread it gets there; the one who decided records what came of it. Thread-safe.
 */
public final class DecidedCall {

    private final GuardRun run;
    private final ToolName calledAs;
    private final @Nullable String effectReference;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile @Nullable Throwable failure;
    private volatile boolean denied;

    /**
     * An allowed call of that run.
     *
     * @param calledAs the tool's name among the callbacks
     * @param effectReference names its effect to the system behind the tool; null if it has none
     */
    public DecidedCall(GuardRun run, ToolName calledAs, @Nullable String effectReference) {
        this.run = run;
        this.calledAs = calledAs;
        this.effectReference = effectReference;
    }

    @Nullable
    String effectReference() {
        return effectReference;
    }

    /** What the callback threw, even where it was turned into an answer afterwards; null if nothing. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Whether access control refused the call before its body ran. */
    public boolean denied() {
        return denied;
    }

    /** Whether the call is of that callback and yet to be carried out; true only once. */
    boolean take(ToolName callback) {
        return calledAs.equals(callback) && taken.compareAndSet(false, true);
    }

    String carryOut(ToolName body, ToolCallback bare, Supplier<String> call) {
        CallFrame frame = CallFrame.enter(run, calledAs, body, bare);
        try (frame) {
            return call.get();
        } catch (Throwable thrown) {
            failure = thrown;
            denied = frame.deniedBy(thrown);
            throw thrown;
        }
    }
}
