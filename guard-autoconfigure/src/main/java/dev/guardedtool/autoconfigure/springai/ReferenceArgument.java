package dev.guardedtool.autoconfigure.springai;

import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The argument by which a method is told the name of its effect. It is the guard's: models are not shown it, and what
 * they give for it is removed. Thread-safe.
 */
final class ReferenceArgument {

    /** As deep as the guard lets arguments be, and deeper. */
    private static final int DEEPEST = 1_100;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private volatile @Nullable Hidden last;

    /** A schema, and what is left of it without the argument. */
    private record Hidden(String schema, String rest) {}

    ReferenceArgument(String name) {
        this.name = name;
    }

    /** What a model is shown of the tool. */
    ToolDefinition hiddenIn(ToolDefinition definition) {
        String schema = definition.inputSchema();
        Hidden known = last;
        if (known == null || !known.schema().equals(schema)) {
            known = new Hidden(schema, withoutParameter(schema));
            last = known;
        }
        return DefaultToolDefinition.builder()
                .name(definition.name())
                .description(definition.description())
                .inputSchema(known.rest())
                .build();
    }

    private String withoutParameter(String schema) {
        if (!(read(schema) instanceof ObjectNode root)) {
            return schema;
        }
        if (root.path("properties") instanceof ObjectNode properties) {
            properties.remove(name);
        }
        if (root.path("required") instanceof ArrayNode required) {
            required.removeIf(each -> each.stringValue("").equals(name));
        }
        return root.toString();
    }

    /** Arguments without what the model gave for this one. What is no object is left to be refused. */
    @Nullable
    String removedFrom(@Nullable String arguments) {
        return arguments != null && read(arguments) instanceof ObjectNode object && object.remove(name) != null
                ? object.toString()
                : arguments;
    }

    /** Arguments with the name of the effect where it has one, and never with what a model gave for it. */
    String toldIn(String arguments, @Nullable Object reference) {
        if (!(read(arguments) instanceof ObjectNode object)) {
            return arguments;
        }
        if (reference instanceof String text) {
            return object.put(name, text).toString();
        }
        return object.remove(name) == null ? arguments : object.toString();
    }

    private static @Nullable JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException | StackOverflowError e) {
            return null;
        }
    }
}
