package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.ToolName;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * The tools that MCP servers of an application offer.
 *
 * @param tools those of the specifications that are beans, alone or in lists
 */
public record ServerBeans(List<Tool> tools) {

    /**
     * One tool.
     *
     * @param bean the specification, or the list that it is in
     * @param name the tool's name for the guard
     * @param guarded whether calls of clients pass the guard
     */
    public record Tool(String bean, ToolName name, boolean guarded) {}

    /** Those of an application; none without MCP. Makes no bean. */
    public static ServerBeans in(ConfigurableListableBeanFactory beans) {
        boolean here =
                ClassUtils.isPresent("io.modelcontextprotocol.server.McpServerFeatures", beans.getBeanClassLoader());
        return new ServerBeans(here ? Reader.read(beans) : List.of());
    }

    /** Apart, so that the classes of MCP need not be there. */
    private static final class Reader {

        static List<Tool> read(ConfigurableListableBeanFactory beans) {
            List<Tool> found = new ArrayList<>();
            for (String name : beans.getSingletonNames()) {
                Object bean = beans.getSingleton(name);
                if (bean instanceof List<?> list) {
                    list.forEach(element -> add(name, element, found));
                } else if (bean != null) {
                    add(name, bean, found);
                }
            }
            return List.copyOf(found);
        }

        private static void add(String bean, Object specification, List<Tool> found) {
            McpSchema.Tool tool = Specifications.tool(specification);
            if (tool != null) {
                ServedTool guarded = Specifications.guard(specification);
                ToolName name = guarded == null ? ToolName.of(tool.name()) : guarded.name();
                found.add(new Tool(bean, name, guarded != null));
            }
        }
    }
}
