package dev.guardedtool.autoconfigure.mcp;

import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.spec.McpSchema;
import org.jspecify.annotations.Nullable;

/** The four kinds of tools that MCP servers have. */
final class Specifications {

    private Specifications() {}

    static boolean isSpecification(@Nullable Object object) {
        return object instanceof McpServerFeatures.SyncToolSpecification
                || object instanceof McpServerFeatures.AsyncToolSpecification
                || object instanceof McpStatelessServerFeatures.SyncToolSpecification
                || object instanceof McpStatelessServerFeatures.AsyncToolSpecification;
    }

    /** The same tool behind the guard, itself if it stands there already; anything else as it is. */
    static Object guarded(Object specification, McpGuard guard) {
        if (specification instanceof McpServerFeatures.SyncToolSpecification sync
                && !(sync.callHandler() instanceof SyncHandler)) {
            return new McpServerFeatures.SyncToolSpecification(
                    sync.tool(),
                    new SyncHandler<>(guard.tool(sync.tool(), sync.callHandler()), sync.callHandler(), Peer.SYNC));
        }
        if (specification instanceof McpServerFeatures.AsyncToolSpecification async
                && !(async.callHandler() instanceof AsyncHandler)) {
            return new McpServerFeatures.AsyncToolSpecification(
                    async.tool(),
                    new AsyncHandler<>(guard.tool(async.tool(), async.callHandler()), async.callHandler(), Peer.ASYNC));
        }
        if (specification instanceof McpStatelessServerFeatures.SyncToolSpecification sync
                && !(sync.callHandler() instanceof SyncHandler)) {
            return new McpStatelessServerFeatures.SyncToolSpecification(
                    sync.tool(),
                    new SyncHandler<>(guard.tool(sync.tool(), sync.callHandler()), sync.callHandler(), Peer.STATELESS));
        }
        if (specification instanceof McpStatelessServerFeatures.AsyncToolSpecification async
                && !(async.callHandler() instanceof AsyncHandler)) {
            return new McpStatelessServerFeatures.AsyncToolSpecification(
                    async.tool(),
                    new AsyncHandler<>(
                            guard.tool(async.tool(), async.callHandler()), async.callHandler(), Peer.STATELESS));
        }
        return specification;
    }

    /** The tool of that specification; null if it is none. */
    static McpSchema.@Nullable Tool tool(Object specification) {
        if (specification instanceof McpServerFeatures.SyncToolSpecification sync) {
            return sync.tool();
        }
        if (specification instanceof McpServerFeatures.AsyncToolSpecification async) {
            return async.tool();
        }
        if (specification instanceof McpStatelessServerFeatures.SyncToolSpecification sync) {
            return sync.tool();
        }
        return specification instanceof McpStatelessServerFeatures.AsyncToolSpecification async ? async.tool() : null;
    }

    /** The guard before that specification; null if there is none. */
    static @Nullable ServedTool guard(Object specification) {
        if (specification instanceof McpServerFeatures.SyncToolSpecification sync) {
            return guardOf(sync.callHandler());
        }
        if (specification instanceof McpServerFeatures.AsyncToolSpecification async) {
            return guardOf(async.callHandler());
        }
        if (specification instanceof McpStatelessServerFeatures.SyncToolSpecification sync) {
            return guardOf(sync.callHandler());
        }
        return specification instanceof McpStatelessServerFeatures.AsyncToolSpecification async
                ? guardOf(async.callHandler())
                : null;
    }

    private static @Nullable ServedTool guardOf(Object handler) {
        if (handler instanceof SyncHandler<?> sync) {
            return sync.tool();
        }
        return handler instanceof AsyncHandler<?> async ? async.tool() : null;
    }
}
