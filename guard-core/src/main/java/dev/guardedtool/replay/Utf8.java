package dev.guardedtool.replay;

/** Whether bytes are UTF-8 as Unicode defines it: shortest forms only, no surrogates, nothing beyond U+10FFFF. */
final class Utf8 {

    private static final int SHORTEST = 0x80;
    private static final int LARGEST = 0x10FFFF;

    private Utf8() {}

    static boolean valid(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            if (bytes[i] >= 0) {
                i = afterAscii(bytes, i, to);
            } else {
                int length = lengthAt(bytes, i, to);
                if (length == 0) {
                    return false;
                }
                i += length;
            }
        }
        return true;
    }

    private static int afterAscii(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long beyond = Words.beyondAscii(Words.at(bytes, i));
            if (beyond != 0) {
                return i + Words.first(beyond);
            }
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** How many bytes the character takes that begins there and is not ASCII; 0 if there is none. */
    private static int lengthAt(byte[] bytes, int index, int to) {
        int length = Integer.numberOfLeadingZeros(~(bytes[index] << 24));
        if (length < 2 || length > 4 || index + length > to) {
            return 0;
        }
        int character = bytes[index] & (0x7F >> length);
        for (int i = index + 1; i < index + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
            character = (character << 6) | (bytes[i] & 0x3F);
        }
        int least = length == 2 ? SHORTEST : length == 3 ? 0x800 : 0x10000;
        boolean surrogate = length == 3 && Character.isSurrogate((char) character);
        return character < least || character > LARGEST || surrogate ? 0 : length;
    }

    /**
     * Writes a character that is no surrogate and takes at most 16 bits.
     *
     * @return the index behind it
     */
    static int write(char character, byte[] to, int index) {
        int next = index;
        if (character < SHORTEST) {
            to[next++] = (byte) character;
            return next;
        }
        if (character < 0x800) {
            to[next++] = (byte) (0xC0 | (character >> 6));
        } else {
            to[next++] = (byte) (0xE0 | (character >> 12));
            to[next++] = (byte) (0x80 | ((character >> 6) & 0x3F));
        }
        to[next++] = (byte) (0x80 | (character & 0x3F));
        return next;
    }
}
