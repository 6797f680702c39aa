package dev.guardedtool.autoconfigure.mcp;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which top-level arguments a tool's schema says are numbers. */
final class NumericArguments {

    private NumericArguments() {}

    static Set<String> in(@Nullable Map<String, Object> schema) {
        if (schema == null || !(schema.get("properties") instanceof Map<?, ?> properties)) {
            return Set.of();
        }
        return properties.entrySet().stream()
                .filter(property -> property.getValue() instanceof Map<?, ?> said && isNumber(said.get("type")))
                .map(property -> String.valueOf(property.getKey()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isNumber(@Nullable Object type) {
        return type instanceof Collection<?> several
                ? several.stream().anyMatch(NumericArguments::isNumber)
                : "number".equals(type) || "integer".equals(type);
    }
}
