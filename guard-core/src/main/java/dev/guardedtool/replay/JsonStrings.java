package dev.guardedtool.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The strings of JSON, one after the other. Short ones come over and over, so the last few hundred of them are the same
 * objects. What tools answer is often JSON itself, with an escape every few words, so texts are copied and searched for
 * escapes in one go, eight bytes at once.
 */
final class JsonStrings {

    private static final int KNOWN = 256;
    private static final int SHORT = 2 * Long.BYTES;
    private static final int DIGITS = 4;
    private static final int CODE = 2 + DIGITS;
    private static final int USUAL = 1 << 12;

    /** For a word and an escape right behind it. */
    private static final int ROOM = 2 * Long.BYTES;

    private static final int LARGEST_KEPT = 1 << 20;

    /** What stands behind a backslash, and what it means; 0 for nothing. */
    private static final byte[] MEANT = new byte[1 << Byte.SIZE];

    static {
        String written = "\"\\/bfnrt";
        String meant = "\"\\/\b\f\n\r\t";
        for (int i = 0; i < written.length(); i++) {
            MEANT[written.charAt(i)] = (byte) meant.charAt(i);
        }
    }

    private final long[] keys = new long[2 * KNOWN];
    private final String[] known = new String[KNOWN];
    private byte[] scratch = new byte[USUAL];
    private int end;

    JsonStrings() {
        Arrays.fill(known, "");
    }

    /** Where the string ended that was read or passed over last: at its quote, or at what it cannot hold. */
    int end() {
        return end;
    }

    /** Passes over the string whose content begins there. */
    void skip(byte[] bytes, int from, int to) {
        end = Words.special(bytes, from, to);
        while (end < to && bytes[end] == '\\') {
            int length = escape(bytes, end, to);
            if (length == 0) {
                return;
            }
            end = Words.special(bytes, end + length, to);
        }
    }

    /** The string whose content begins there, or null if it has no end. */
    @Nullable
    String read(byte[] bytes, int from, int to) {
        int soon = Math.min(to, from + SHORT + 1);
        end = Words.special(bytes, from, soon);
        if (end < soon && bytes[end] == '"') {
            return from + SHORT <= bytes.length
                    ? shared(bytes, from, end - from)
                    : new String(bytes, from, end - from, UTF_8);
        }
        String text = copied(bytes, from, to);
        if (scratch.length > LARGEST_KEPT) {
            scratch = new byte[USUAL];
        }
        return text;
    }

    private String shared(byte[] bytes, int from, int length) {
        long low = upTo(Words.at(bytes, from), length);
        long high = upTo(Words.at(bytes, from + Long.BYTES), length - Long.BYTES);
        int slot = (int) (((low * 0x9E3779B97F4A7C15L) ^ (high * 0xC2B2AE3D27D4EB4FL)) >>> 56);
        if (keys[2 * slot] != low || keys[2 * slot + 1] != high) {
            keys[2 * slot] = low;
            keys[2 * slot + 1] = high;
            known[slot] = new String(bytes, from, length, UTF_8);
        }
        return known[slot];
    }

    private static long upTo(long word, int bytes) {
        if (bytes <= 0) {
            return 0;
        }
        return bytes >= Long.BYTES ? word : word & ((1L << (bytes * Byte.SIZE)) - 1);
    }

    private @Nullable String copied(byte[] bytes, int from, int to) {
        byte[] copy = scratch;
        int length = 0;
        int i = from;
        while (i < to) {
            if (length + ROOM > copy.length) {
                copy = Arrays.copyOf(copy, 2 * copy.length);
                scratch = copy;
            }
            if (i <= to - Long.BYTES) {
                long word = Words.at(bytes, i);
                Words.put(copy, length, word);
                long found = Words.special(word);
                int plain = found == 0 ? Long.BYTES : Words.first(found);
                i += plain;
                length += plain;
                if (found == 0) {
                    continue;
                }
            }
            byte here = bytes[i];
            if (here == '\\') {
                int escape = escape(bytes, i, to);
                if (escape == 2) {
                    copy[length++] = MEANT[bytes[i + 1] & 0xFF];
                } else {
                    char unit = escape == 0 ? 0 : (char) code(bytes, i);
                    if (escape == 0 || Character.isSurrogate(unit)) {
                        return withSurrogates(bytes, from, to);
                    }
                    length = Utf8.write(unit, copy, length);
                }
                i += escape;
            } else if (here == '"' || (here >= 0 && here < ' ')) {
                break;
            } else {
                copy[length++] = here;
                i++;
            }
        }
        end = i;
        return i < to && bytes[i] == '"' ? new String(copy, 0, length, UTF_8) : null;
    }

    /** Surrogates may come without the other half, and then there is no UTF-8 for them. */
    private @Nullable String withSurrogates(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        int next = from;
        end = Words.special(bytes, next, to);
        while (end < to && bytes[end] == '\\') {
            int length = escape(bytes, end, to);
            if (length == 0) {
                return null;
            }
            text.append(new String(bytes, next, end - next, UTF_8));
            text.append((char) (length == 2 ? MEANT[bytes[end + 1] & 0xFF] : code(bytes, end)));
            next = end + length;
            end = Words.special(bytes, next, to);
        }
        text.append(new String(bytes, next, end - next, UTF_8));
        return end < to && bytes[end] == '"' ? text.toString() : null;
    }

    /** How many bytes the escape takes, 0 if it is none. */
    private static int escape(byte[] bytes, int backslash, int to) {
        if (backslash + 1 >= to) {
            return 0;
        }
        byte kind = bytes[backslash + 1];
        if (MEANT[kind & 0xFF] != 0) {
            return 2;
        }
        return kind == 'u' && backslash + CODE <= to && code(bytes, backslash) >= 0 ? CODE : 0;
    }

    private static int code(byte[] bytes, int backslash) {
        int code = 0;
        for (int i = backslash + 2; i < backslash + CODE; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            code = (code << 4) | digit;
        }
        return code;
    }
}
