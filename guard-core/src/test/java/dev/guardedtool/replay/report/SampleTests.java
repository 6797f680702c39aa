package dev.guardedtool.replay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTests {

    @Test
    void everythingIsKeptWhileThereIsRoom() {
        Sample<String, String, Integer> sample = new Sample<>(5);
        for (int i = 5; i > 0; i--) {
            int thing = i;
            sample.offer("group", "lot", i, () -> thing);
        }

        assertThat(sample.things()).containsExactly(5, 4, 3, 2, 1);
    }

    @Test
    void frequentGroupsMakeRoomForRareOnes() {
        Sample<String, String, String> sample = new Sample<>(30);
        for (int i = 0; i < 10_000; i++) {
            sample.offer("often", "lot", i, () -> "often");
            sample.offer("often too", "lot", i, () -> "often too");
            if (i % 2_000 == 0) {
                sample.offer("seldom", "lot", i, () -> "seldom");
            }
        }

        assertThat(sample.offered()).isEqualTo(20_005);
        assertThat(sample.things()).hasSize(30);
        assertThat(Collections.frequency(sample.things(), "seldom")).isEqualTo(5);
        assertThat(Collections.frequency(sample.things(), "often")).isBetween(12, 13);
        assertThat(Collections.frequency(sample.things(), "often too")).isBetween(12, 13);
    }

    @Test
    void aGroupWithManyLotsGetsNoMoreThanOthers() {
        Sample<String, Integer, String> sample = new Sample<>(20);
        for (int i = 0; i < 1_000; i++) {
            sample.offer("many lots", i % 10, i, () -> "many lots");
            sample.offer("one lot", 0, i, () -> "one lot");
        }

        assertThat(Collections.frequency(sample.things(), "many lots")).isEqualTo(10);
    }

    @Test
    void rareLotsOfAGroupAreKept() {
        Sample<String, String, String> sample = new Sample<>(10);
        sample.offer("group", "harmful", Long.MAX_VALUE, () -> "harmful");
        for (int i = 0; i < 1_000; i++) {
            sample.offer("group", "harmless", i, () -> "harmless");
        }

        assertThat(sample.things()).hasSize(10).contains("harmful");
    }

    @Test
    void theOrderDoesNotDecideWhatIsKeptOfALot() {
        List<Integer> things = IntStream.range(0, 500).boxed().toList();
        List<Integer> shuffled = new ArrayList<>(things);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(kept(shuffled)).containsExactlyInAnyOrderElementsOf(kept(things));
    }

    private static List<Integer> kept(List<Integer> things) {
        Sample<String, String, Integer> sample = new Sample<>(40);
        for (int thing : things) {
            sample.offer("group", "lot", thing * 7_919L % 503, () -> thing);
        }
        return sample.things();
    }

    @Test
    void moreGroupsThanRoomKeepsOneOfSome() {
        Sample<Integer, String, Integer> sample = new Sample<>(10);
        for (int i = 0; i < 1_000; i++) {
            int thing = i;
            sample.offer(i, "lot", i, () -> thing);
        }

        assertThat(sample.things()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void whatIsNotKeptIsNotMade() {
        AtomicInteger made = new AtomicInteger();
        Sample<String, String, Integer> sample = new Sample<>(3);
        for (int i = 0; i < 100; i++) {
            sample.offer("group", "lot", i, made::incrementAndGet);
        }

        assertThat(made).hasValue(3);
    }

    @Test
    void aSampleHoldsSomething() {
        assertThatThrownBy(() -> new Sample<String, String, String>(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
