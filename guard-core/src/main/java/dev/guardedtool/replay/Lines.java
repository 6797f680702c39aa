package dev.guardedtool.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The lines of a stream, each as part of a buffer that the next line may overwrite. The buffer grows to the longest line
 * and shrinks again after it.
 */
final class Lines implements Closeable {

    private static final int USUAL = 1 << 16;
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long NEWLINES = '\n' * ONES;

    private final InputStream input;
    private byte[] buffer = new byte[USUAL];
    private int filled;
    private int start;
    private int end;
    private int next;
    private long number;

    Lines(InputStream input) {
        this.input = input;
    }

    /**
     * Goes on to the next line.
     *
     * @return false if there is none
     */
    boolean next() throws IOException {
        start = next;
        int searched = next;
        number++;
        while (true) {
            int newline = newline(searched, filled);
            if (newline >= 0) {
                end = newline;
                next = newline + 1;
                break;
            }
            int done = filled - start;
            if (filled == buffer.length) {
                makeRoom();
            }
            searched = start + done;
            int count = input.read(buffer, filled, buffer.length - filled);
            if (count < 0) {
                end = filled;
                next = filled;
                break;
            }
            filled += count;
        }
        if (number == 1 && startsWithMark()) {
            start += BYTE_ORDER_MARK.length;
        }
        return end > start || next > end;
    }

    /** Where in {@code from} to {@code to} the first newline is, or -1. Looks at eight bytes at once. */
    private int newline(int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long differences = (long) LONG.get(buffer, i) ^ NEWLINES;
            long zeros = (differences - ONES) & ~differences & HIGH;
            if (zeros != 0) {
                return i + (Long.numberOfTrailingZeros(zeros) >>> 3);
            }
        }
        for (; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Moves the line to the front of a buffer that has room behind it. */
    private void makeRoom() throws IOException {
        int length = filled - start;
        if (buffer.length > USUAL && length < USUAL / 2) {
            buffer = Arrays.copyOfRange(buffer, start, start + USUAL);
        } else if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, length);
        } else if (length == buffer.length) {
            if (length == LARGEST) {
                throw new IOException("line " + number + " is longer than 2 GiB");
            }
            buffer = Arrays.copyOf(buffer, length > LARGEST / 2 ? LARGEST : length * 2);
        }
        start = 0;
        filled = length;
    }

    private boolean startsWithMark() {
        int length = BYTE_ORDER_MARK.length;
        return end - start >= length && Arrays.equals(buffer, start, start + length, BYTE_ORDER_MARK, 0, length);
    }

    /** Whether the line holds nothing but white space. */
    boolean blank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The line's number, from 1. */
    long number() {
        return number;
    }

    /** What the line is part of. */
    byte[] buffer() {
        return buffer;
    }

    /** Where in the buffer the line begins. */
    int start() {
        return start;
    }

    /** How many bytes the line has. */
    int length() {
        return end - start;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
