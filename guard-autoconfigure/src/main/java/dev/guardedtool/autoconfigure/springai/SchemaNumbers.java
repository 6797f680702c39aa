package dev.guardedtool.autoconfigure.springai;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which top-level arguments a tool's schema says are numbers. */
final class SchemaNumbers {

    private static final int MAX_KEPT = 1_000;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

    Set<String> of(@Nullable String schema) {
        if (schema == null || schema.isBlank()) {
            return Set.of();
        }
        Set<String> numbers = known.get(schema);
        if (numbers == null) {
            numbers = read(schema);
            if (known.size() < MAX_KEPT) {
                known.put(schema, numbers);
            }
        }
        return numbers;
    }

    private Set<String> read(String schema) {
        Set<String> numbers = new HashSet<>();
        try {
            for (Map.Entry<String, JsonNode> property :
                    json.readTree(schema).path("properties").properties()) {
                if (isNumber(property.getValue().path("type"))) {
                    numbers.add(property.getKey());
                }
            }
        } catch (JacksonException e) {
            return Set.of();
        }
        return Set.copyOf(numbers);
    }

    private static boolean isNumber(JsonNode type) {
        for (JsonNode each : type.isArray() ? type.values() : Set.of(type)) {
            String name = each.stringValue("");
            if (name.equals("number") || name.equals("integer")) {
                return true;
            }
        }
        return false;
    }
}
