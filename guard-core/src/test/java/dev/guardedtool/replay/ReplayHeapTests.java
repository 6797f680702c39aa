package dev.guardedtool.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.policy.GuardPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many runs there are does not show in the memory that replaying them takes: it is that of one run and of the buffers
 * to read it with.
 */
class ReplayHeapTests {

    private static final int RUNS = 1_000;
    private static final int TIMES = 25;
    private static final long BOUND = 4L << 20;

    @TempDir
    Path folder;

    @Test
    void twoHundredThousandCallsTakeNoMoreMemoryThanAFew() throws IOException {
        Path file = SyntheticRuns.write(folder.resolve("many.jsonl.gz"), RUNS, TIMES);
        long before = used();
        List<Long> growth = new ArrayList<>();
        int[] seen = {0};

        ReplaySummary summary;
        try (RunReader reader = RunReader.open(List.of(file))) {
            summary = Replay.of(GuardPolicy.defaults()).replay(reader, run -> {
                seen[0]++;
                if (seen[0] % (RUNS * TIMES / 5) == 0) {
                    growth.add(used() - before);
                }
            });
        }

        assertThat(summary.all().calls()).isEqualTo((long) RUNS * TIMES * SyntheticRuns.CALLS);
        assertThat(growth).hasSize(5).allMatch(bytes -> bytes < BOUND);
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
