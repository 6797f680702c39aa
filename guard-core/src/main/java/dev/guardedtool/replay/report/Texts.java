package dev.guardedtool.replay.report;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/**
 * The texts of a page, each of them once: recordings say the same again and again, most of all where something loops. All
 * of them together stay within a number of bytes; if they do not, all are cut shorter, those that matter most the least.
 */
final class Texts {

    private static final int ESCAPED = 6;

    /** Quotes, brackets, commas and the full length. */
    private static final int AROUND = 16;

    /** How much longer than others the texts may be that matter most. */
    private static final int FAVOUR = 4;

    private final Map<Snippet, Integer> numbers = new LinkedHashMap<>();
    private final Set<Snippet> favoured = new HashSet<>();

    /** The number by which the page refers to that text. */
    int number(Snippet snippet) {
        return numbers.computeIfAbsent(snippet, unseen -> numbers.size());
    }

    /** As {@link #number}, of a text that matters most. */
    int favour(Snippet snippet) {
        favoured.add(snippet);
        return number(snippet);
    }

    /** The greatest length that ordinary texts can be cut at so that the JSON of all fits into that many bytes. */
    int limit(long bytes) {
        int fits = 0;
        int tooLong = Snippet.LONGEST_TEXT + 1;
        while (tooLong - fits > 1) {
            int limit = (fits + tooLong) >>> 1;
            if (size(limit) <= bytes) {
                fits = limit;
            } else {
                tooLong = limit;
            }
        }
        return fits;
    }

    private long size(int limit) {
        long size = (long) AROUND * numbers.size();
        for (Snippet snippet : numbers.keySet()) {
            String text = snippet.text();
            for (int i = Math.min(limit(snippet, limit), text.length()) - 1; i >= 0; i--) {
                size += size(text.charAt(i));
            }
        }
        return size;
    }

    private static int size(char c) {
        if (c == '"' || c == '\\' || c == '\n') {
            return 2;
        }
        return c < ' ' || c > '~' || MarkupEscapes.needed(c) ? ESCAPED : 1;
    }

    private int limit(Snippet snippet, int limit) {
        return favoured.contains(snippet) ? FAVOUR * limit : limit;
    }

    /** An array of the texts by number; where a text is cut, of text and full length. */
    void write(JsonGenerator json, int limit) {
        json.writeStartArray();
        for (Snippet snippet : numbers.keySet()) {
            String shown = snippet.upTo(limit(snippet, limit));
            if (shown.length() == snippet.length()) {
                json.writeString(shown);
            } else {
                json.writeStartArray();
                json.writeString(shown);
                json.writeNumber(snippet.length());
                json.writeEndArray();
            }
        }
        json.writeEndArray();
    }
}
