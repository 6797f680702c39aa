package dev.guardedtool.signature;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches byte arrays eight at a time; the zero-byte test is Mycroft's (comp.lang.c, 1987). */
final class Octets {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;

    private static final long HIGH = ONES << 7;

    private static final long QUOTES = ONES * '"';

    private static final long BACKSLASHES = ONES * '\\';

    private static final long SPACES = ONES * ' ';

    private Octets() {}

    /** Whether a JSON string of these bytes has to escape one. */
    static boolean needEscape(byte[] utf8) {
        int i = 0;
        for (; i + 8 <= utf8.length; i += 8) {
            long eight = (long) LONGS.get(utf8, i);
            long below = (eight - SPACES) & ~eight;
            if (((below | zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES)) & HIGH) != 0) {
                return true;
            }
        }
        for (; i < utf8.length; i++) {
            byte octet = utf8[i];
            if (octet == '"' || octet == '\\' || (octet >= 0 && octet < ' ')) {
                return true;
            }
        }
        return false;
    }

    /** The first place of an ASCII character at or after one, or -1. */
    static int indexOf(char ascii, byte[] bytes, int from) {
        long pattern = ONES * ascii;
        int i = from;
        for (; i + 8 <= bytes.length; i += 8) {
            long found = zeros((long) LONGS.get(bytes, i) ^ pattern) & HIGH;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >> 3);
            }
        }
        for (; i < bytes.length; i++) {
            if (bytes[i] == ascii) {
                return i;
            }
        }
        return -1;
    }

    /** Sets the high bit of the first zero byte, and of none before it. */
    private static long zeros(long eight) {
        return (eight - ONES) & ~eight;
    }
}
