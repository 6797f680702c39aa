package dev.guardedtool.autoconfigure.test;

import dev.guardedtool.GuardEventListener;
import dev.guardedtool.GuardTexts;
import dev.guardedtool.GuardedTool;
import dev.guardedtool.autoconfigure.GuardPolicyCustomizer;
import dev.guardedtool.check.ErrorClassifier;
import dev.guardedtool.check.GuardCheck;
import dev.guardedtool.check.GuardModule;
import java.io.IOException;
import java.util.Set;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Leaves out components that have neither tools nor anything to do with the guard. */
final class GuardTestTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<GuardTest> {

    private static final Set<Class<?>> EXTENSIONS = Set.of(
            ErrorClassifier.class,
            GuardCheck.class,
            GuardEventListener.class,
            GuardModule.class,
            GuardPolicyCustomizer.class,
            GuardTexts.class,
            ToolCallback.class,
            ToolCallbackProvider.class);

    private static final Set<String> TOOLS = Set.of(
            GuardedTool.class.getName(),
            "org.springframework.ai.tool.annotation.Tool",
            "org.springframework.ai.mcp.annotation.McpTool");

    GuardTestTypeExcludeFilter(Class<?> testClass) {
        super(testClass);
    }

    @Override
    protected Set<Class<?>> getKnownIncludes() {
        return EXTENSIONS;
    }

    @Override
    protected boolean defaultInclude(MetadataReader metadata, MetadataReaderFactory metadataFactory)
            throws IOException {
        AnnotationMetadata type = metadata.getAnnotationMetadata();
        return TOOLS.stream().anyMatch(type::hasAnnotatedMethods) || super.defaultInclude(metadata, metadataFactory);
    }
}
