package dev.guardedtool.signature;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain values as one line of JSON that any reader takes: texts, numbers, booleans, null, lists and maps with texts
 * as keys, such as {@link Arguments#at} gives them. What is not valid in UTF-8 or breaks lines somewhere is escaped.
 */
public final class PlainJson {

    private static final String HEX = "0123456789abcdef";

    private PlainJson() {}

    /** The JSON of that value; anything else than a plain value is written as its text. */
    public static String of(@Nullable Object value) {
        StringBuilder json = new StringBuilder();
        append(json, value);
        return json.toString();
    }

    /** Appends the JSON of that value. */
    public static void append(StringBuilder json, @Nullable Object value) {
        if (value == null || value instanceof Boolean || value instanceof Number) {
            json.append(value);
        } else if (value instanceof Map<?, ?> map) {
            appendObject(json, map);
        } else if (value instanceof List<?> list) {
            appendArray(json, list);
        } else {
            appendText(json, value.toString());
        }
    }

    private static void appendObject(StringBuilder json, Map<?, ?> map) {
        char before = '{';
        for (Map.Entry<?, ?> member : map.entrySet()) {
            json.append(before);
            appendText(json, String.valueOf(member.getKey()));
            append(json.append(':'), member.getValue());
            before = ',';
        }
        json.append(map.isEmpty() ? "{}" : "}");
    }

    private static void appendArray(StringBuilder json, List<?> list) {
        char before = '[';
        for (Object item : list) {
            append(json.append(before), item);
            before = ',';
        }
        json.append(list.isEmpty() ? "[]" : "]");
    }

    private static void appendText(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                json.append(c).append(text.charAt(++i));
            } else if (mustEscape(c)) {
                escape(json, c);
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Controls, halves of surrogate pairs, and the line ends that only some readers know. */
    private static boolean mustEscape(char c) {
        return c < ' ' || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c);
    }

    private static void escape(StringBuilder json, char c) {
        switch (c) {
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                json.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    json.append(HEX.charAt((c >> shift) & 0xF));
                }
            }
        }
    }
}
