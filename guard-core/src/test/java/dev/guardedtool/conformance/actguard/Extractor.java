package dev.guardedtool.conformance.actguard;

import dev.guardedtool.expression.Expression;
import dev.guardedtool.expression.ExpressionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The extractors of the reference as expressions of one word each: {@code items}, the field, the greatest number of
 * values, and whether more of them are cut off. The guard's own bound is for all tools together.
 */
final class Extractor {

    private static final int DEFAULT_MOST = 200;

    private Extractor() {}

    static String text(JsonNode prove) {
        JsonNode extract = prove.get("extract");
        String field = extract.path("callable_field").stringValue("");
        return String.join(
                " ",
                field.isEmpty() ? "items" : "whole",
                field.isEmpty() ? extract.stringValue() : field,
                Integer.toString(prove.path("max_items").intValue(DEFAULT_MOST)),
                prove.path("on_too_many").stringValue("block"));
    }

    static Expression compile(String text) {
        String[] words = text.split(" ");
        int most = Integer.parseInt(words[2]);
        return variables -> {
            Object result = variables.get("result");
            List<Object> found = new ArrayList<>();
            Collection<?> items = words[0].equals("items") && result instanceof List<?> list ? list : single(result);
            items.forEach(item -> add(found, item instanceof Map<?, ?> map ? map.get(words[1]) : null));
            if (found.size() > most && words[3].equals("block")) {
                throw new ExpressionException("more than " + most + " values");
            }
            return found.subList(0, Math.min(most, found.size()));
        };
    }

    private static List<?> single(@Nullable Object result) {
        return result == null ? List.of() : List.of(result);
    }

    private static void add(List<Object> found, @Nullable Object value) {
        if (value instanceof List<?> list) {
            list.forEach(element -> add(found, element));
        } else if (value != null) {
            found.add(value);
        }
    }
}
