package dev.guardedtool.replay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes of a buffer as one number, the first of them lowest. In the answers the highest bit of a byte says yes; the
 * lowest such byte is right, those above it may not be.
 */
final class Words {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private static final long BACKSLASHES = all('\\');

    private Words() {}

    static long at(byte[] bytes, int index) {
        return (long) WORD.get(bytes, index);
    }

    static void put(byte[] bytes, int index, long word) {
        WORD.set(bytes, index, word);
    }

    /** That byte eight times. */
    static long all(char ascii) {
        return ascii * ONES;
    }

    /** Which bytes are the same in both. */
    static long equal(long word, long other) {
        long differences = word ^ other;
        return (differences - ONES) & ~differences & HIGH;
    }

    /** Which bytes are not ASCII; all are right. */
    static long beyondAscii(long word) {
        return word & HIGH;
    }

    /** Which bytes are quotes, backslashes or control characters. A quote and a space trade places for it. */
    static long special(long word) {
        long controlsOrQuotes = ((word ^ 2 * ONES) - 0x21 * ONES) & ~word & HIGH;
        return controlsOrQuotes | equal(word, BACKSLASHES);
    }

    /** The first quote, backslash or control character, or the end. */
    static int special(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long found = special(at(bytes, i));
            if (found != 0) {
                return i + first(found);
            }
        }
        while (i < to && bytes[i] != '"' && bytes[i] != '\\' && (bytes[i] < 0 || bytes[i] >= ' ')) {
            i++;
        }
        return i;
    }

    /** The lowest byte of which the answer is yes. */
    static int first(long answer) {
        return Long.numberOfTrailingZeros(answer) >>> 3;
    }
}
