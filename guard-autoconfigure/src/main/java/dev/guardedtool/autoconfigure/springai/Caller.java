package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.Principal;
import dev.guardedtool.RunContext;
import dev.guardedtool.autoconfigure.Callers;
import dev.guardedtool.engine.GuardRun;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/**
 * What is known of the caller. A stream is put together on the caller's thread and may be subscribed to on another one;
 * the only thing that Spring AI asks for on the first is the tools. So this comes along with them, and is taken out before
 * any of them is offered.
 *
 * @param context what is known of a run that the caller begins
 * @param run the run that the application bound to the web request, or null
 */
record Caller(RunContext context, @Nullable GuardRun run) implements ToolCallback {

    private static final String CLIENT = "org.springframework.ai.chat.client.DefaultChatClient$";
    private static final StackWalker CALLED = StackWalker.getInstance();
    private static final int MAX_FRAMES = 8;

    private static final ToolDefinition DEFINITION = ToolDefinition.builder()
            .name("guard_caller")
            .description("Not a tool: the caller of this request")
            .inputSchema("{}")
            .build();

    /**
     * What a request that is being put together on this thread takes along. Default tools take the place of those among
     * the options, so it is nothing unless there is something that the thread it is carried out on may not know.
     */
    static ToolCallback[] taken(Callers callers) {
        Caller caller = current(callers);
        RunContext unknown =
                RunContext.of(Principal.ANONYMOUS).withAgent(caller.context().agent());
        boolean nothing = caller.run() == null && caller.context().equals(unknown);
        return nothing || isCall() ? new ToolCallback[0] : new ToolCallback[] {caller};
    }

    /** Spring AI carries a call out on the thread that asks for the answer, which is as good as always the same. */
    private static boolean isCall() {
        return CALLED.walk(frames -> frames.limit(MAX_FRAMES).anyMatch(Caller::isCall));
    }

    private static boolean isCall(StackWalker.StackFrame frame) {
        return frame.getMethodName().equals("call") && frame.getClassName().startsWith(CLIENT);
    }

    /** The caller on this thread. */
    static Caller current(Callers callers) {
        RunContext context = callers.context();
        return new Caller(context, context.parentRunId() == null ? callers.run() : null);
    }

    /** The caller who put the request together, or null if that was not noticed. */
    static @Nullable Caller of(ChatClientRequest request) {
        return request.prompt().getOptions() instanceof ToolCallingChatOptions options
                        && options.getToolCallbacks() != null
                ? options.getToolCallbacks().stream()
                        .filter(Caller.class::isInstance)
                        .map(Caller.class::cast)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** Whether the request was put together by a tool. */
    boolean withinCall() {
        return context.parentRunId() != null;
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return DEFINITION;
    }

    @Override
    public String call(String toolInput) {
        return "There is no such tool.";
    }

    @Override
    public String toString() {
        return "caller";
    }
}
