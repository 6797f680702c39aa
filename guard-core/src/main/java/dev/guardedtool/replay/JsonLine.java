package dev.guardedtool.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * The JSON of one line, read token by token; objects and arrays can be had as the text they are written in. As strict as
 * RFC 8259. Reading is most of a replay's work besides deciding, and most of a recording is long texts and values that
 * nobody asks for: what is passed over is checked and never made into objects.
 */
final class JsonLine {

    private static final int DEEPEST = 10_000;
    private static final int USUALLY_DEEP = 16;
    private static final int DETECTED_BY = 4;
    private static final int DIGITS = 18;

    private final JsonStrings strings;
    private final byte[] bytes;
    private final int end;
    private final int start;
    private int at;

    /** Whether the containers that are open are objects, from the outside inwards. */
    private boolean[] objects = new boolean[USUALLY_DEEP];

    private int depth;
    private boolean first = true;
    private @Nullable JsonToken current;
    private int begin;
    private int stop;

    /** Whether the string that was begun was neither read nor passed over. */
    private boolean untouched;

    /**
     * That part of the bytes.
     *
     * @throws MalformedRunException if the bytes are not UTF-8
     */
    JsonLine(JsonStrings strings, byte[] bytes, int from, int length) throws MalformedRunException {
        for (int i = 0; i < Math.min(length, DETECTED_BY); i++) {
            if (bytes[from + i] == 0) {
                throw new MalformedRunException("is not UTF-8");
            }
        }
        this.strings = strings;
        this.bytes = bytes;
        this.start = from;
        this.at = from;
        this.end = from + length;
        if (!Utf8.valid(bytes, from, end)) {
            throw new MalformedRunException("is not UTF-8");
        }
    }

    /** The next token, or null at the end of the line. */
    @Nullable
    JsonToken next() throws MalformedRunException {
        current = advance();
        return current;
    }

    /** The next name of the object, or null at its end. */
    @Nullable
    String name() throws MalformedRunException {
        return next() == JsonToken.PROPERTY_NAME ? string() : null;
    }

    @Nullable
    JsonToken current() {
        return current;
    }

    /** Passes over the value that was begun. */
    void skip() throws MalformedRunException {
        if (current == JsonToken.START_OBJECT || current == JsonToken.START_ARRAY) {
            int outside = depth - 1;
            while (depth > outside) {
                next();
            }
        }
    }

    /** The value or name that was begun: the content of a string, else its JSON text; null for a JSON null. */
    @Nullable
    String text() throws MalformedRunException {
        if (current == JsonToken.VALUE_NULL) {
            return null;
        }
        if (current == JsonToken.VALUE_STRING || current == JsonToken.PROPERTY_NAME) {
            return string();
        }
        int from = begin;
        skip();
        return new String(bytes, from, stop - from, UTF_8);
    }

    /** As {@link #text()}, and empty where that is null. */
    String textOrEmpty() throws MalformedRunException {
        String text = text();
        return text == null ? "" : text;
    }

    /** The truth value that was begun, or null for anything else, which is passed over. */
    @Nullable
    Boolean flag() throws MalformedRunException {
        if (current == JsonToken.VALUE_TRUE || current == JsonToken.VALUE_FALSE) {
            return current == JsonToken.VALUE_TRUE;
        }
        skip();
        return null;
    }

    /** The whole number that was begun, or -1 for anything else, which is passed over. */
    long count() throws MalformedRunException {
        if (current == JsonToken.VALUE_NUMBER_INT && stop - begin <= DIGITS) {
            return Math.max(-1, Long.parseLong(new String(bytes, begin, stop - begin, UTF_8)));
        }
        skip();
        return -1;
    }

    private String string() throws MalformedRunException {
        String text = strings.read(bytes, begin + 1, end);
        if (text == null) {
            throw brokenString();
        }
        untouched = false;
        at = strings.end() + 1;
        stop = at;
        return text;
    }

    private void skipString() throws MalformedRunException {
        untouched = false;
        strings.skip(bytes, begin + 1, end);
        at = strings.end();
        take('"');
    }

    private MalformedRunException brokenString() throws MalformedRunException {
        at = strings.end();
        byteHere();
        return unexpected();
    }

    private @Nullable JsonToken advance() throws MalformedRunException {
        if (untouched) {
            skipString();
        }
        skipWhiteSpace();
        if (current == JsonToken.PROPERTY_NAME) {
            take(':');
            skipWhiteSpace();
            return value();
        }
        if (depth == 0) {
            return at == end ? null : value();
        }
        boolean object = objects[depth - 1];
        if (byteHere() == (object ? '}' : ']')) {
            at++;
            stop = at;
            depth--;
            first = false;
            return object ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        }
        if (!first) {
            take(',');
            skipWhiteSpace();
        }
        first = false;
        return object ? nameHere() : value();
    }

    private JsonToken nameHere() throws MalformedRunException {
        if (byteHere() != '"') {
            throw unexpected();
        }
        begin = at;
        untouched = true;
        return JsonToken.PROPERTY_NAME;
    }

    private JsonToken value() throws MalformedRunException {
        byte here = byteHere();
        begin = at;
        switch (here) {
            case '{', '[' -> {
                return open(here == '{');
            }
            case '"' -> {
                untouched = true;
                return JsonToken.VALUE_STRING;
            }
            case 't' -> {
                return literal("true", JsonToken.VALUE_TRUE);
            }
            case 'f' -> {
                return literal("false", JsonToken.VALUE_FALSE);
            }
            case 'n' -> {
                return literal("null", JsonToken.VALUE_NULL);
            }
            default -> {
                return number();
            }
        }
    }

    private JsonToken open(boolean object) throws MalformedRunException {
        if (depth == DEEPEST) {
            throw new MalformedRunException("is not JSON: it nests deeper than " + DEEPEST);
        }
        if (depth == objects.length) {
            objects = Arrays.copyOf(objects, 2 * depth);
        }
        objects[depth++] = object;
        first = true;
        at++;
        return object ? JsonToken.START_OBJECT : JsonToken.START_ARRAY;
    }

    private JsonToken literal(String word, JsonToken token) throws MalformedRunException {
        for (int i = 0; i < word.length(); i++) {
            take(word.charAt(i));
        }
        stop = at;
        return token;
    }

    private JsonToken number() throws MalformedRunException {
        JsonToken token = JsonToken.VALUE_NUMBER_INT;
        passOver('-', '-');
        if (!passOver('0', '0')) {
            digits();
        }
        if (passOver('.', '.')) {
            digits();
            token = JsonToken.VALUE_NUMBER_FLOAT;
        }
        if (passOver('e', 'E')) {
            passOver('+', '-');
            digits();
            token = JsonToken.VALUE_NUMBER_FLOAT;
        }
        stop = at;
        return token;
    }

    private void digits() throws MalformedRunException {
        int from = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw unexpected();
        }
    }

    private boolean passOver(char one, char other) {
        if (at < end && (bytes[at] == one || bytes[at] == other)) {
            at++;
            return true;
        }
        return false;
    }

    private void take(char expected) throws MalformedRunException {
        if (byteHere() != expected) {
            throw unexpected();
        }
        at++;
    }

    private void skipWhiteSpace() {
        while (at < end && bytes[at] <= ' ' && isWhiteSpace(bytes[at])) {
            at++;
        }
    }

    private static boolean isWhiteSpace(byte there) {
        return there == ' ' || there == '\t' || there == '\r' || there == '\n';
    }

    private byte byteHere() throws MalformedRunException {
        if (at == end) {
            throw new MalformedRunException("is not JSON: it breaks off");
        }
        return bytes[at];
    }

    private MalformedRunException unexpected() {
        return new MalformedRunException("is not JSON: what is at byte " + (at - start + 1) + " is not expected there");
    }
}
