package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.Decision;
import dev.guardedtool.autoconfigure.springai.DecidedCall;
import dev.guardedtool.engine.CallFrame;
import dev.guardedtool.engine.GuardRun;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.function.BiFunction;

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
        DecidedCall call = tool.decided(run);
        CallToolResult result;
        CallFrame frame = CallFrame.enter(run, tool.body());
        try (frame) {
            result = bare.apply(peer.carrying().apply(exchange, call), tool.frozen(request, allow.handle()));
        } catch (Throwable failure) {
            if (frame.deniedBy(failure)) {
                return tool.denied(run, allow);
            }
            run.record(allow.handle(), failure);
            throw failure;
        }
        return tool.recorded(run, allow, call, frame, result);
    }
}
