package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.autoconfigure.springai.DecidedCall;
import io.modelcontextprotocol.common.McpTransportContext;
import org.jspecify.annotations.Nullable;

/** The transport's context of a request, along with the call that was decided on. */
record CarryingContext(@Nullable McpTransportContext context, DecidedCall call) implements McpTransportContext {

    private static final String CALL = "guard.call";

    static @Nullable DecidedCall callIn(McpTransportContext context) {
        return context.get(CALL) instanceof DecidedCall call ? call : null;
    }

    @Override
    public @Nullable Object get(String key) {
        return key.equals(CALL) ? call : context == null ? null : context.get(key);
    }
}
