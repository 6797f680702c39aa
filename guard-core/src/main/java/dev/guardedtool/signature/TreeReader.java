package dev.guardedtool.signature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Builds the tree of one document while the parser checks its grammar. */
final class TreeReader {

    private static final int FEW_MEMBERS = 4;

    private final JsonParser parser;

    private final ArgumentLimits limits;

    private final boolean checkSurrogates;

    TreeReader(JsonParser parser, ArgumentLimits limits, boolean checkSurrogates) {
        this.parser = parser;
        this.limits = limits;
        this.checkSurrogates = checkSurrogates;
    }

    /**
     * Reads the whole document.
     *
     * @throws MalformedArgumentsException if it breaks one of our rules
     * @throws tools.jackson.core.JacksonException if it is not JSON
     */
    JsonValue read() {
        JsonValue root = value(parser.nextToken(), 1);
        if (parser.nextToken() != null) {
            throw new MalformedArgumentsException(ArgumentProblem.NOT_JSON);
        }
        return root;
    }

    private JsonValue value(@Nullable JsonToken token, int depth) {
        if (token == null) {
            throw new MalformedArgumentsException(ArgumentProblem.NOT_JSON);
        }
        return switch (token) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> new JsonText(checked(parser.getString()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> JsonLiteral.TRUE;
            case VALUE_FALSE -> JsonLiteral.FALSE;
            case VALUE_NULL -> JsonLiteral.NULL;
            default -> throw new MalformedArgumentsException(ArgumentProblem.NOT_JSON);
        };
    }

    private JsonValue object(int depth) {
        requireDepth(depth);
        String name = parser.nextName();
        if (name == null) {
            return JsonObject.EMPTY;
        }
        String[] names = new String[FEW_MEMBERS];
        JsonValue[] values = new JsonValue[FEW_MEMBERS];
        int size = 0;
        for (; name != null; name = parser.nextName()) {
            if (size == names.length) {
                names = Arrays.copyOf(names, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            names[size] = checked(name);
            values[size++] = value(parser.nextToken(), depth + 1);
        }
        return new JsonObject(names, values, size);
    }

    private JsonValue array(int depth) {
        requireDepth(depth);
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, depth + 1));
        }
        return new JsonArray(items);
    }

    private JsonValue number() {
        String lexeme = parser.getString();
        if (lexeme.length() > limits.maxNumberLength() || !Decimals.exponentFits(lexeme)) {
            throw new MalformedArgumentsException(ArgumentProblem.NUMBER_TOO_LONG);
        }
        return new JsonNumber(lexeme);
    }

    private String checked(String text) {
        if (checkSurrogates && Surrogates.lone(text)) {
            throw new MalformedArgumentsException(ArgumentProblem.LONE_SURROGATE);
        }
        return text;
    }

    private void requireDepth(int depth) {
        if (depth > limits.maxDepth()) {
            throw new MalformedArgumentsException(ArgumentProblem.TOO_DEEP);
        }
    }
}
