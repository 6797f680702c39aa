package dev.guardedtool.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guardedtool.FactScope;
import dev.guardedtool.signature.Fingerprint;
import dev.guardedtool.testing.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Facts in memory. */
class InMemoryFactStoreTests extends FactStoreContract {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock();

    @Override
    protected FactStore store() {
        return new InMemoryFactStore(50, clock);
    }

    @Override
    protected void advance(Duration by) {
        clock.advance(by);
    }

    @Test
    void aFullStoreTakesAllOrNoneAndForgetsNothing() {
        FactStore store = new InMemoryFactStore(3, clock);
        FactKey one = fact("ann", "order", "1");
        FactKey two = fact("ann", "order", "2");
        FactKey three = fact("ann", "order", "3");
        FactKey four = fact("ann", "order", "4");
        FactKey five = fact("ann", "order", "5");
        store.mint(List.of(one, two), MINUTE);

        assertThatThrownBy(() -> store.mint(List.of(three, four), MINUTE)).isInstanceOf(FactStoreFullException.class);
        assertThat(store.find(List.of(one, three))).containsExactly(one);
        store.mint(List.of(one, two, one, three), MINUTE);
        clock.advance(MINUTE);
        store.mint(List.of(four, five), MINUTE);
        assertThat(store.find(List.of(one, four, five))).containsExactlyInAnyOrder(four, five);
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
