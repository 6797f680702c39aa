package dev.guardedtool.autoconfigure.mcp;

import dev.guardedtool.autoconfigure.Callers;
import dev.guardedtool.autoconfigure.GuardAutoConfiguration;
import dev.guardedtool.autoconfigure.GuardProperties;
import dev.guardedtool.autoconfigure.ModelText;
import dev.guardedtool.autoconfigure.ReactivePrincipalResolver;
import dev.guardedtool.autoconfigure.springai.DecidedCalls;
import dev.guardedtool.autoconfigure.springai.DeclaredGuard;
import dev.guardedtool.engine.Guard;
import io.modelcontextprotocol.server.McpServerFeatures;
import org.springframework.ai.mcp.ToolContextToMcpMetaConverter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Auto-configuration that puts the guard before the tools of an MCP server. */
@AutoConfiguration(after = GuardAutoConfiguration.class)
@ConditionalOnClass(McpServerFeatures.class)
@ConditionalOnBean(Guard.class)
public final class GuardMcpAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    McpGuard mcpGuard(
            ObjectProvider<DeclaredGuard> declared,
            ObjectProvider<Guard> guard,
            Callers callers,
            ObjectProvider<ReactivePrincipalResolver> reactive,
            GuardProperties properties) {
        return new McpGuard(
                declared.getIfAvailable(() -> guard::getObject),
                callers,
                reactive,
                new McpAnswers(new ModelText(properties.texts().isJson())));
    }

    @Bean
    static ToolSpecificationPostProcessor guardToolSpecificationPostProcessor(ObjectProvider<McpGuard> guard) {
        return new ToolSpecificationPostProcessor(guard);
    }

    /** Where Spring AI turns its own tools into tools of the server and the other way round. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ToolContextToMcpMetaConverter.class)
    static class SpringAiConfiguration {

        @Bean
        DecidedCalls guardMcpDecidedCalls() {
            return new CarriedCalls();
        }

        @Bean
        @ConditionalOnMissingBean
        ToolContextToMcpMetaConverter guardToolContextToMcpMetaConverter() {
            return new StrippingMetaConverter(ToolContextToMcpMetaConverter.defaultConverter());
        }
    }
}
