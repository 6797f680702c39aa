package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.Decision;
import dev.guardedtool.GuardTimeoutException;
import dev.guardedtool.autoconfigure.springai.DecidedCall;
import dev.guardedtool.engine.CallFrame;
import dev.guardedtool.engine.GuardRun;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Objects;
import java.util.function.BiFunction;
import org.springframework.util.ReflectionUtils;

/** A handler with the guard before it. */
record SyncHandler<X>(ServedTool tool, BiFunction<X, CallToolRequest, CallToolResult> bare, Peer<X> peer)
        implements BiFunction<X, CallToolRequest, CallToolResult> {

    @Override
    public CallToolResult apply(X exchange, CallToolRequest request) {
        try (GuardRun run = tool.open(tool.callerOfThread(), peer.session().apply(exchange))) {
            Decision decision = tool.decide(run, request);
            return decision instanceof Decision.Allow allow
                    ? execute(run, allow, exchange, request)
                    : tool.answer(decision);
        }
    }

    private CallToolResult execute(GuardRun run, Decision.Allow allow, X exchange, CallToolRequest request) {
        DecidedCall call = tool.decided(run, allow.handle());
        CallToolResult result;
        CallFrame frame = CallFrame.of(run, tool.body(), tool.body());
        try {
            result = Objects.requireNonNull(
                    frame.execute(
                            allow.handle(),
                            () -> bare.apply(
                                    peer.carrying().apply(exchange, call), tool.frozen(request, allow.handle())),
                            tool::meaning),
                    "a tool answered nothing");
        } catch (Throwable failure) {
            Decision refusal = frame.refusal(allow.handle(), failure);
            if (refusal != null) {
                return tool.answer(refusal);
            }
            return failed(run, allow, failure);
        }
        return tool.recorded(run, allow, call, frame, result);
    }

    private CallToolResult failed(GuardRun run, Decision.Allow allow, Throwable failure) {
        run.record(allow.handle(), failure);
        if (failure instanceof GuardTimeoutException timeout) {
            return tool.answer(timeout);
        }
        ReflectionUtils.rethrowRuntimeException(failure);
        throw new AssertionError("unreachable", failure);
    }
}
