package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.autoconfigure.aop.ReferenceParameter;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/** Finds parameters that are to be told the name of an effect and cannot be. */
final class ReferenceParameters implements StartupCheck {

    private static final String MCP_TOOL = "org.springframework.ai.mcp.annotation.McpTool";

    @Override
    public List<Finding> findings(List<ToolBean> tools) {
        List<Finding> findings = new ArrayList<>();
        for (ToolBean bean : tools) {
            for (ToolMethod tool : bean.methods()) {
                MethodParameter parameter = ReferenceParameter.of(tool.method());
                if (parameter != null && parameter.getParameterType() != String.class) {
                    findings.add(Finding.fatal(
                            tool + " has an @EffectReference parameter of type "
                                    + ClassUtils.getShortName(parameter.getParameterType()) + ".",
                            "Make it a String."));
                }
                if (parameter != null && isMcpTool(tool.method())) {
                    findings.add(Finding.fatal(
                            tool
                                    + " is an @McpTool and has an @EffectReference parameter, which clients would be shown.",
                            "Make it a @Tool, and let the server offer that."));
                }
            }
        }
        return findings;
    }

    private static boolean isMcpTool(Method method) {
        return MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY).isPresent(MCP_TOOL);
    }
}
