package dev.guardedtool.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.ToolName;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryRateStoreTests extends RateStoreContract {

    @Override
    protected RateStore store(int maxEntries, TestClock clock) {
        return new InMemoryRateStore(maxEntries, clock);
    }

    @Test
    void tellsTheMostUsedFirst() {
        InMemoryRateStore store = new InMemoryRateStore(100, new TestClock());
        for (int holder = 1; holder <= 4; holder++) {
            for (int call = 0; call < holder; call++) {
                store.acquire(List.of(new RateRequest(key(holder), 10)));
            }
        }

        assertThat(store.uses(2))
                .containsExactly(
                        new RateUse(new RateRequest(key(4), 10), 4, Duration.ofHours(1)),
                        new RateUse(new RateRequest(key(3), 10), 3, Duration.ofHours(1)));
        assertThat(store.uses(100)).hasSize(4);
    }

    private static RateKey key(int holder) {
        return new RateKey(ToolName.of("send"), "principal", Duration.ofHours(1), "user " + holder);
    }
}
