package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.GuardedTool;
import dev.guardedtool.ToolName;
import dev.guardedtool.autoconfigure.Callers;
import dev.guardedtool.autoconfigure.GuardedToolMapping;
import dev.guardedtool.autoconfigure.ReactivePrincipalResolver;
import dev.guardedtool.autoconfigure.springai.DeclaredGuard;
import io.modelcontextprotocol.spec.McpSchema;
import java.lang.reflect.Method;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The guard before the tools of an MCP server.
 *
 * @param declared the guard
 * @param callers on whose behalf the calls of a thread are made
 * @param reactive on whose behalf those of a subscriber are made
 */
record McpGuard(
        DeclaredGuard declared,
        Callers callers,
        ObjectProvider<ReactivePrincipalResolver> reactive,
        McpAnswers answers) {

    /** That tool, with what the annotation of the method behind its handler says. */
    ServedTool tool(McpSchema.Tool tool, Object handler) {
        ToolName offered = ToolName.of(tool.name());
        Method method = HandlerMethods.of(handler);
        GuardedTool said = method == null ? null : HandlerMethods.said(method);
        if (method == null || said == null) {
            return new ServedTool(tool, declared.nameOf(offered), offered, this);
        }
        ToolName name = said.name().isBlank() ? offered : ToolName.of(said.name());
        declared.guard().declare(name, GuardedToolMapping.toPolicy(name.value(), said));
        ToolName body = HandlerMethods.body(method);
        return new ServedTool(tool, name, body == null ? name : body, this);
    }
}
