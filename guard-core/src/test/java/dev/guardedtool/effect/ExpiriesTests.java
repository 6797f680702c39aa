package dev.guardedtool.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever order expiries come in, each is found once its time has come, and only once. */
class ExpiriesTests {

    @Test
    void eachIsFoundWhenItIsDueInWhateverOrderTheyCame() {
        Random random = new Random(1);
        Expiries<Integer> expiries = new Expiries<>();
        List<Integer> waiting = new ArrayList<>();
        for (int now = 0; now < 2_000; now++) {
            int at = now + (now % 3 == 0 ? random.nextInt(100) : 50);
            waiting.add(at);
            expiries.add(Instant.ofEpochSecond(at), at);

            List<Integer> due = new ArrayList<>();
            for (Integer found = expiries.poll(Instant.ofEpochSecond(now));
                    found != null;
                    found = expiries.poll(Instant.ofEpochSecond(now))) {
                due.add(found);
            }

            int here = now;
            assertThat(due)
                    .containsExactlyInAnyOrderElementsOf(
                            waiting.stream().filter(expiry -> expiry <= here).toList());
            waiting.removeAll(due);
        }
        assertThat(expiries.isEmpty()).isFalse();
        waiting.forEach(expiry -> assertThat(expiries.poll(Instant.MAX)).isNotNull());
        assertThat(expiries.isEmpty()).isTrue();
    }
}
