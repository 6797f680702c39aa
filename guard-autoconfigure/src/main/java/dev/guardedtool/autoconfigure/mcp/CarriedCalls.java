package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.autoconfigure.springai.DecidedCall;
import dev.guardedtool.autoconfigure.springai.DecidedCalls;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.mcp.McpToolUtils;

/**
 * Finds the call that the server's exchange carries. Asynchronous servers change threads on the way to a callback, so a
 * thread could not carry it.
 */
final class CarriedCalls implements DecidedCalls {

    @Override
    public @Nullable DecidedCall of(ToolContext context) {
        Object exchange = context.getContext().get(McpToolUtils.TOOL_CONTEXT_MCP_EXCHANGE_KEY);
        McpTransportContext transport = exchange instanceof McpSyncServerExchange stateful
                ? stateful.transportContext()
                : exchange instanceof McpTransportContext stateless ? stateless : null;
        return transport == null ? null : CarryingContext.callIn(transport);
    }
}
