package dev.guardedtool.loop;

import dev.guardedtool.check.RunView;

/**
 * Keyed 64-bit hashes of words: SipHash-1-3 over UTF-16 code units. Words are remembered by them alone, so that a
 * snapshot holds nothing of what was asked or said, at a fraction of the price of a fingerprint per word.
 */
record WordHash(long k0, long k1) {

    private static final int DIGITS = 16;
    private static final int RADIX = 16;
    private static final int CHARS_PER_BLOCK = 4;

    /** The same for all runs under one secret key. */
    static WordHash of(RunView run) {
        String hex = run.fingerprints().text("words", "").hex();
        return new WordHash(
                Long.parseUnsignedLong(hex, 0, DIGITS, RADIX), Long.parseUnsignedLong(hex, DIGITS, 2 * DIGITS, RADIX));
    }

    long of(String word) {
        return of(word.toCharArray(), 0, word.length());
    }

    /** The hash of the characters from {@code from} to before {@code to}. */
    long of(char[] text, int from, int to) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        boolean last = false;
        int at = from;
        while (!last) {
            long block = 0;
            int end = Math.min(to, at + CHARS_PER_BLOCK);
            last = end - at < CHARS_PER_BLOCK;
            for (int i = end - 1; i >= at; i--) {
                block = (block << Character.SIZE) | text[i];
            }
            if (last) {
                block |= (2L * (to - from)) << 56;
            }
            at = end;
            v3 ^= block;
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= block;
        }
        v2 ^= 0xff;
        for (int round = 0; round < 3; round++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
