package dev.guardedtool.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The arithmetic against a list that is searched in full, with a clock that is now and then set back. */
class SlidingLogTests {

    private static final int PERIOD = 20;

    private record Counted(long time, long permit) {}

    @Test
    void countsAsAListWould() {
        for (int seed = 0; seed < 200; seed++) {
            compare(new Random(seed));
        }
    }

    private static void compare(Random random) {
        SlidingLog log = new SlidingLog(PERIOD);
        List<Counted> list = new ArrayList<>();
        long now = 1_000;
        for (int step = 0; step < 300; step++) {
            now += random.nextInt(20) == 0 ? -random.nextInt(30) : random.nextInt(6);
            long at = now;
            int gone = list.size();
            list.removeIf(counted -> counted.time() <= at - PERIOD);
            assertThat(log.forget(now)).isEqualTo(gone - list.size());
            int max = 1 + random.nextInt(5);
            assertThat(log.wait(max, now)).isEqualTo(wait(list, max, now));
            if (random.nextInt(4) == 0) {
                long permit = random.nextInt(step + 1);
                assertThat(log.remove(permit)).isEqualTo(list.removeIf(counted -> counted.permit() == permit));
            } else {
                log.add(now, step);
                list.add(new Counted(now, step));
            }
            assertThat(log.size()).isEqualTo(list.size());
        }
    }

    private static long wait(List<Counted> list, int max, long now) {
        List<Long> times = list.stream().map(Counted::time).sorted().toList();
        return times.size() < max ? 0 : times.get(times.size() - max) + PERIOD - now;
    }
}
