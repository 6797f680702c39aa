package dev.guardedtool.replay;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** The JSON of one line, read token by token; objects and arrays can be had as the text they are written in. */
final class JsonLine implements AutoCloseable {

    private static final int DEEPEST = 10_000;
    private static final int DETECTED_BY = 4;

    /** Arguments have names of any kind, and so many that a table of them may fill up. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private final byte[] bytes;
    private final int from;
    private final JsonParser parser;

    /**
     * That part of the bytes.
     *
     * @throws MalformedRunException if the bytes cannot be UTF-8
     */
    JsonLine(byte[] bytes, int from, int length) throws MalformedRunException {
        for (int i = 0; i < Math.min(length, DETECTED_BY); i++) {
            if (bytes[from + i] == 0) {
                throw new MalformedRunException("is not UTF-8");
            }
        }
        this.bytes = bytes;
        this.from = from;
        this.parser = JSON.createParser(ObjectReadContext.empty(), bytes, from, length);
    }

    @Nullable
    JsonToken next() {
        return parser.nextToken();
    }

    /** The next name of the object, or null at its end. */
    @Nullable
    String name() {
        return parser.nextName();
    }

    @Nullable
    JsonToken current() {
        return parser.currentToken();
    }

    /** Passes over the value that was begun. */
    void skip() {
        parser.skipChildren();
    }

    /** The value that was begun: the content of a string, else its JSON text; null for a JSON null. */
    @Nullable
    String text() {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        return token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY ? raw() : parser.getString();
    }

    /** As {@link #text()}, and empty where that is null. */
    String textOrEmpty() {
        String text = text();
        return text == null ? "" : text;
    }

    /** The truth value that was begun, or null for anything else, which is passed over. */
    @Nullable
    Boolean flag() {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        skip();
        return null;
    }

    /** The whole number that was begun, or -1 for anything else, which is passed over. */
    long count() {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return Math.max(-1, parser.getLongValue());
        }
        skip();
        return -1;
    }

    private String raw() {
        int begin = from + (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = from + (int) parser.currentLocation().getByteOffset();
        return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        parser.close();
    }
}
