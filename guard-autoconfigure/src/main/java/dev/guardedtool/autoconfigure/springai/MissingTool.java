package dev.guardedtool.autoconfigure.springai;

import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;

/** A name that the model made up. It only runs where the guard does not enforce, and then says what is wrong. */
record MissingTool(String name) implements ToolCallback {

    @Override
    public ToolDefinition getToolDefinition() {
        return new NameOnly(name);
    }

    @Override
    public String call(String toolInput) {
        return "There is no tool named " + name + ".";
    }

    /** Spring AI's own definition refuses a blank name, which a model can come up with. */
    private record NameOnly(String name) implements ToolDefinition {

        @Override
        public String description() {
            return name;
        }

        @Override
        public String inputSchema() {
            return "";
        }
    }
}
