package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.ToolName;
import org.jspecify.annotations.Nullable;

/**
 * The names of the tool behind a callback.
 *
 * @param tool its name for the guard
 * @param callback its name for the model
 * @param body its name for the aspect around the method, where there is one
 * @param parsed whether Spring AI itself reads the answer, as it does with its tool that searches for tools
 * @param reference the argument by which the tool is told the name of its effect, or null
 */
record ToolIdentity(
        ToolName tool,
        ToolName callback,
        ToolName body,
        boolean parsed,
        @Nullable ReferenceArgument reference) {

    static ToolIdentity of(ToolName name) {
        return new ToolIdentity(name, name, name, false, null);
    }
}
