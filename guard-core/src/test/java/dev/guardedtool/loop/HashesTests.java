package dev.guardedtool.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashesTests {

    @Test
    void behavesLikeASet() {
        Random random = new Random(1);
        for (int range : new int[] {1, 10, 1_000, 1_000_000}) {
            Hashes hashes = new Hashes(5_000);
            Set<Long> model = new HashSet<>();
            for (int i = 0; i < 3_000; i++) {
                long hash = 2L + random.nextInt(range);
                assertThat(hashes.add(hash)).isEqualTo(model.add(hash));
                assertThat(hashes.contains(hash)).isTrue();
                assertThat(hashes.contains(-hash)).isFalse();
            }
            assertThat(hashes.size()).isEqualTo(model.size());
        }
    }

    @Test
    void zeroIsAHashLikeAnyOther() {
        Hashes hashes = new Hashes(10);

        assertThat(hashes.contains(0)).isFalse();
        assertThat(hashes.add(0)).isTrue();
        assertThat(hashes.add(0)).isFalse();
        assertThat(hashes.contains(0)).isTrue();
        assertThat(hashes.size()).isEqualTo(1);
    }

    @Test
    void leavesOutWhatThereIsNoRoomFor() {
        Hashes hashes = new Hashes(3);
        for (long hash = 1; hash <= 3; hash++) {
            assertThat(hashes.isFull()).isFalse();
            hashes.add(hash);
        }

        assertThat(hashes.isFull()).isTrue();
        assertThat(hashes.add(4)).isFalse();
        assertThat(hashes.contains(4)).isFalse();
        assertThat(hashes.size()).isEqualTo(3);
    }

    @Test
    void countsWhatTwoSetsHaveInCommon() {
        for (int one = 0; one < 64; one++) {
            for (int other = 0; other < 64; other++) {
                Hashes left = bits(one);
                Hashes right = bits(other);

                assertThat(left.common(right)).isEqualTo(Integer.bitCount(one & other));
                assertThat(left.sameAs(right)).isEqualTo(one == other);
            }
        }
    }

    @Test
    void isWrittenAndReadBack() {
        Hashes hashes = bits(0b101101);
        hashes.add(-1L);

        assertThat(Hashes.read(hashes.write(), 100).sameAs(hashes)).isTrue();
    }

    static Hashes bits(int bits) {
        Hashes hashes = new Hashes(100);
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            if ((bits >> bit & 1) == 1) {
                hashes.add(bit * 0x9E3779B97F4A7C15L);
            }
        }
        return hashes;
    }
}
