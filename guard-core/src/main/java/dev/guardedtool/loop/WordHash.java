package dev.guardedtool.loop;

import dev.guardedtool.check.RunView;

/**
 * Keyed 64-bit hashes of words: SipHash-1-3, over one byte for each character where all characters of the word have one,
 * else over UTF-16 code units and with another finalisation. Words are remembered by them alone, so that a snapshot holds
 * nothing of what was asked or said, at a fraction of the price of a fingerprint per word.
 */
record WordHash(long k0, long k1) {

    private static final int DIGITS = 16;
    private static final int RADIX = 16;
    private static final int LARGEST_BYTE = 0xFF;
    private static final int BYTES = 8;
    private static final int UNITS = 4;
    private static final long END_OF_BYTES = 0xFF;
    private static final long END_OF_UNITS = 0xEE;

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
        int all = 0;
        for (int i = from; i < to; i++) {
            all |= text[i];
        }
        SipHash sip = new SipHash(k0, k1);
        if (all > LARGEST_BYTE) {
            int at = from;
            for (; to - at >= UNITS; at += UNITS) {
                sip.add(block(text, at, at + UNITS, Character.SIZE));
            }
            return sip.end(block(text, at, to, Character.SIZE), 2 * (to - from), END_OF_UNITS);
        }
        int at = from;
        for (; to - at >= BYTES; at += BYTES) {
            sip.add(block(text, at, at + BYTES, Byte.SIZE));
        }
        return sip.end(block(text, at, to, Byte.SIZE), to - from, END_OF_BYTES);
    }

    /** The hash of the ASCII characters from {@code from} to before {@code to}, the same as by {@code char}. */
    long of(byte[] text, int from, int to) {
        SipHash sip = new SipHash(k0, k1);
        int at = from;
        for (; to - at >= BYTES; at += BYTES) {
            sip.add(block(text, at, at + BYTES));
        }
        return sip.end(block(text, at, to), to - from, END_OF_BYTES);
    }

    private static long block(char[] text, int from, int to, int bits) {
        long block = 0;
        for (int i = to - 1; i >= from; i--) {
            block = (block << bits) | text[i];
        }
        return block;
    }

    private static long block(byte[] text, int from, int to) {
        long block = 0;
        for (int i = to - 1; i >= from; i--) {
            block = (block << Byte.SIZE) | text[i];
        }
        return block;
    }
}
