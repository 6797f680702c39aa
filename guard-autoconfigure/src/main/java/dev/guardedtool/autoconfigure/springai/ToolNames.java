package dev.guardedtool.autoconfigure.springai;

import dev.guardedtool.ToolName;
import org.springframework.ai.tool.definition.ToolDefinition;

/** The names of tools. A model can call a tool without a name, which no tool has. */
final class ToolNames {

    private static final ToolName UNNAMED = ToolName.of("unnamed");

    private ToolNames() {}

    static ToolName of(ToolDefinition definition) {
        String name = definition.name();
        return name == null || name.isBlank() ? UNNAMED : ToolName.of(name);
    }
}
