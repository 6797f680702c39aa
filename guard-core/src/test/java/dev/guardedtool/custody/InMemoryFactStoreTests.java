package dev.guardedtool.custody;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guardedtool.FactScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Facts in memory. */
class InMemoryFactStoreTests extends FactStoreContract {

    @Override
    protected FactStore store(int maxEntries, TestClock clock) {
        return new InMemoryFactStore(maxEntries, clock);
    }

    @Test
    void whatExpiredTakesNoRoom() {
        TestClock time = new TestClock();
        InMemoryFactStore store = new InMemoryFactStore(100_000, time);
        for (int run = 0; run < 50_000; run++) {
            FactKey key =
                    new FactKey(FactScope.RUN, "", "ann", "run-" + run, "order", Fingerprint.parse("0".repeat(64)));
            store.mint(List.of(key), Duration.ofSeconds(run % 2 == 0 ? 100 : 50));
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(store.size()).isLessThan(101);
    }
}
