package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Availability;
import dev.guardedtool.engine.CallFrame;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.metadata.ToolMetadata;
import org.springframework.beans.factory.DisposableBean;

/**
 * Where woven callbacks find the guard. Weaving knows classes, not applications, so the guard of the application that
 * started last is asked, of those that are running; without one every call goes on as it is.
 */
public final class WovenCalls implements DisposableBean {

    private static final Deque<WovenCalls> RUNNING = new ConcurrentLinkedDeque<>();

    private final ToolGuard guard;

    private WovenCalls(ToolGuard guard) {
        this.guard = guard;
    }

    static WovenCalls start(ToolGuard guard) {
        WovenCalls calls = new WovenCalls(guard);
        RUNNING.addFirst(calls);
        return calls;
    }

    @Override
    public void destroy() {
        RUNNING.remove(this);
    }

    /**
     * Decides a call of a callback that was reached without the guard, and carries it out if it may run.
     *
     * @param callback the callback
     * @param body carries the call out with the arguments that it is given
     */
    public static @Nullable Object call(ToolCallback callback, String input, @Nullable ToolContext context, Body body)
            throws Throwable {
        WovenCalls calls = RUNNING.peekFirst();
        if (calls == null || callback instanceof Guarded) {
            return body.run(input, context);
        }
        CallFrame frame = CallFrame.current();
        if (frame != null && frame.reach(callback)) {
            return body.run(input, context);
        }
        ToolIdentity identity = calls.guard.identify(callback);
        if (Delegation.goesOn(callback, identity.callback())) {
            begin(callback);
            return body.run(input, context);
        }
        return new GuardedExecution(new BodyCallback(callback, body), identity, Availability.ATTACHED, calls.guard)
                .call(input, context);
    }

    /** The call has come to the callback, and its body is what runs next. */
    private static void begin(ToolCallback callback) {
        CallFrame frame = CallFrame.current();
        if (frame != null) {
            frame.passOn(callback);
            frame.reach(callback);
        }
    }

    /** The woven method itself. */
    @FunctionalInterface
    public interface Body {

        /**
         * Carries the call out.
         *
         * @throws Throwable what the callback throws
         */
        @Nullable
        Object run(String input, @Nullable ToolContext context) throws Throwable;
    }

    private record BodyCallback(ToolCallback woven, Body body) implements ToolCallback {

        @Override
        public ToolDefinition getToolDefinition() {
            return woven.getToolDefinition();
        }

        @Override
        public ToolMetadata getToolMetadata() {
            return woven.getToolMetadata();
        }

        @Override
        public String call(String toolInput) {
            return call(toolInput, null);
        }

        @Override
        public String call(String toolInput, @Nullable ToolContext toolContext) {
            begin(woven);
            try {
                return String.valueOf(body.run(toolInput, toolContext));
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
