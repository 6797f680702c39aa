package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverlapTests {

    @Test
    void isTheShareOfTheSmallerOrTheLargerSet() {
        for (int one = 0; one < 64; one++) {
            for (int other = 0; other < 64; other++) {
                int common = Integer.bitCount(one & other);
                int smaller = Math.min(Integer.bitCount(one), Integer.bitCount(other));
                int larger = Math.max(Integer.bitCount(one), Integer.bitCount(other));
                Hashes left = HashesTests.bits(one);
                Hashes right = HashesTests.bits(other);

                assertThat(Overlap.ofSmaller(left, right)).isEqualTo(smaller == 0 ? 0 : (double) common / smaller);
                assertThat(Overlap.ofLarger(left, right)).isEqualTo(smaller == 0 ? 0 : (double) common / larger);
            }
        }
    }
}
