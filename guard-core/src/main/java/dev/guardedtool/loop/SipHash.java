package dev.guardedtool.loop;

/**
 * The state of SipHash-1-3: one round for each block of eight bytes, three at the end.
 *
 * @see <a href="https://www.aumasson.jp/siphash/siphash.pdf">SipHash: a fast short-input PRF</a>
 */
final class SipHash {

    private static final int LENGTH = 56;
    private static final int ROUNDS_AT_THE_END = 3;

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    SipHash(long k0, long k1) {
        v0 = k0 ^ 0x736f6d6570736575L;
        v1 = k1 ^ 0x646f72616e646f6dL;
        v2 = k0 ^ 0x6c7967656e657261L;
        v3 = k1 ^ 0x7465646279746573L;
    }

    /** Takes in eight bytes, the first one lowest. */
    void add(long block) {
        v3 ^= block;
        round();
        v0 ^= block;
    }

    /**
     * The hash.
     *
     * @param rest the last bytes, seven at most
     * @param length how many bytes there were in all
     * @param domain tells hashes of one kind from those of another
     */
    long end(long rest, int length, long domain) {
        add(rest | ((long) length << LENGTH));
        v2 ^= domain;
        for (int i = 0; i < ROUNDS_AT_THE_END; i++) {
            round();
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
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
}
