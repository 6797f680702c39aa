package dev.guardedtool.autoconfigure.startup;

import dev.guardedtool.autoconfigure.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells from the JSON schema of a tool which arguments it has. Where a schema leaves it open, there is any. */
final class ArgumentSchema {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final int DEEPEST = 50;

    private final JsonNode root;

    private ArgumentSchema(JsonNode root) {
        this.root = root;
    }

    /** Empty for a text that is no schema of an object. */
    static Optional<ArgumentSchema> of(String schema) {
        try {
            JsonNode root = JSON.readTree(schema);
            return root.path("properties").isObject() ? Optional.of(new ArgumentSchema(root)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Whether the path may lead to an argument. */
    boolean knows(List<String> path) {
        JsonNode node = root;
        for (String step : path) {
            node = bare(node);
            JsonNode properties = node.path("properties");
            if (!properties.has(step)) {
                return !properties.isObject()
                        || node.path("additionalProperties").isObject()
                        || node.path("additionalProperties").booleanValue(false);
            }
            node = properties.get(step);
        }
        return true;
    }

    /** What was probably meant by the first step. */
    Optional<String> nearest(String name) {
        return NearestName.of(name, names());
    }

    Set<String> names() {
        return Set.copyOf(root.path("properties").propertyNames());
    }

    /** The schema itself: of the elements for a list, and what a reference refers to. */
    private JsonNode bare(JsonNode schema) {
        JsonNode node = schema;
        for (int i = 0; i < DEEPEST; i++) {
            if (node.has("items")) {
                node = node.get("items");
            } else if (node.path("$ref").stringValue("").startsWith("#/")) {
                node = root.at(node.get("$ref").stringValue("").substring(1));
            } else {
                return node;
            }
        }
        return node;
    }
}
