package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.autoconfigure.springai.GuardContextKeys;
import java.util.HashMap;
import java.util.Map;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.mcp.ToolContextToMcpMetaConverter;

/** What a tool context says to a remote server, without a word about the guard. */
record StrippingMetaConverter(ToolContextToMcpMetaConverter all) implements ToolContextToMcpMetaConverter {

    @Override
    public Map<String, Object> convert(ToolContext toolContext) {
        Map<String, Object> meta = new HashMap<>(all.convert(toolContext));
        meta.keySet().removeIf(GuardContextKeys::isOurs);
        return meta;
    }
}
