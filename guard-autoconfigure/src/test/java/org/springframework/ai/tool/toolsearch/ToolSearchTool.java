package org.springframework.ai.tool.toolsearch;

import java.util.List;
import java.util.Set;
import org.springframework.ai.tool.annotation.Tool;

/** Stands in for Spring AI's class of this name, which is told by its name: it answers a query with names of tools. */
public class ToolSearchTool {

    private final Set<String> index;

    public ToolSearchTool(Set<String> index) {
        this.index = index;
    }

    @Tool(description = "Search for tools")
    public List<String> toolSearchTool(String query) {
        return index.stream().filter(name -> name.contains(query)).sorted().toList();
    }
}
